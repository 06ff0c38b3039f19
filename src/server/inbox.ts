// The demo's own post office: an SMTP server on loopback that sends nothing on and keeps what it gets as files in the data folder, so that
// whoever tries the product can read the mails it writes. Never opened outside the demo.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { MailConfig } from '#platform/config.ts'
import { newId } from '#platform/ids.ts'

export interface KeptMail {
  id: string
  at: Date
  from: string
  to: string
  subject: string
  text: string
  html: string
}

export interface Inbox {
  /** Where this installation's mails go. */
  mail: MailConfig
  /** Newest first. */
  list(): Promise<KeptMail[]>
  find(id: string): Promise<KeptMail | undefined>
  close(): Promise<void>
}

const mostKept = 200
const largestBytes = 5 * 1024 * 1024

export async function openInbox(folder: string): Promise<Inbox> {
  await mkdir(folder, { recursive: true })
  const read = new Map<string, KeptMail>()
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false },
    size: largestBytes,
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
        keep(folder, Buffer.concat(chunks), to).then(
          () => answer(),
          (error: Error) => answer(error),
        )
      })
    },
  })
  server.on('error', () => {}) // a sender that went away in the middle
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = address && typeof address === 'object' ? address.port : 0

  async function open(id: string): Promise<KeptMail> {
    const known = read.get(id)
    if (known) return known
    const parsed = await simpleParser(await readFile(join(folder, id + suffix)), { skipTextToHtml: true })
    const mail = asKept(id, parsed)
    read.set(id, mail)
    return mail
  }

  return {
    mail: {
      ...{ host: '127.0.0.1', port, secure: false, user: undefined, password: undefined },
      from: 'Panoqor <demo@panoqor.example>',
    },
    async list() {
      const ids = await idsIn(folder)
      for (const id of read.keys()) if (!ids.includes(id)) read.delete(id)
      return Promise.all(ids.map(open))
    },
    async find(id) {
      return (await idsIn(folder)).includes(id) ? open(id) : undefined
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const suffix = '.eml'

/** Ids begin with the time, so that names sort by age. Newest first. */
const idsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder))
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort()
    .reverse()

async function keep(folder: string, bytes: Buffer, to: string): Promise<void> {
  const path = join(folder, newId())
  const envelope = Buffer.from(`X-Demo-Recipient: ${to.replace(/[\r\n]/g, ' ')}\r\n`)
  await writeFile(`${path}.part`, Buffer.concat([envelope, bytes]))
  await rename(`${path}.part`, path + suffix)
  for (const id of (await idsIn(folder)).slice(mostKept)) await rm(join(folder, id + suffix), { force: true })
}

function asKept(id: string, mail: ParsedMail): KeptMail {
  const recipient = mail.headers.get('x-demo-recipient')
  return {
    ...{ id, at: mail.date ?? new Date(), from: mail.from?.text ?? '', subject: mail.subject ?? '' },
    ...{ to: typeof recipient === 'string' ? recipient : '', text: mail.text ?? '', html: mail.html || '' },
  }
}
