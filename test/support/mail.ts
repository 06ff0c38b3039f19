// A mailbox for tests: a real SMTP server on loopback that keeps what it gets. How to use it:
//
//   const mailbox = await openMailbox()                          // beforeAll; close() in afterAll
//   const world = await openWorld({ env: mailbox.env })          // mail is configured; without it only take() sends
//   const mail = await mailbox.take(world.tools, 'a@example.kz') // sends what waits in the outbox, returns the next mail to a@…
//   mail.subject, mail.text, mail.html, mail.links[0]            // links[0] is the button's address
//   await visitor.post('/api/…', { token: tokenOf(mail) })       // what stands after # in the button's address
//
// take() needs no running worker and takes each mail once, in the order of sending; `untaken` shows what nobody took yet.
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { type MailConfig, readConfig } from '#platform/config.ts'
import type { Tools } from '#platform/tools.ts'
import { deliverTo } from '#rooms/notices/deliver.ts'
import { openPost } from '#rooms/notices/post.ts'

export interface ReceivedMail {
  to: string
  from: string
  subject: string
  text: string
  html: string
  /** Addresses of the HTML's links, in order, each once. */
  links: string[]
  /** Lines of the head as they came, unfolded, by name in lower case. */
  headers: Map<string, string>
  messageId: string
  raw: string
}

/** May refuse at a moment of the conversation: an Error with a responseCode. */
export type Moment = 'greeting' | 'sender' | 'recipient' | 'message'
type Mood = (moment: Moment, address: string) => Promise<Error | undefined> | Error | undefined

export interface Mailbox {
  /** SMTP_URL and MAIL_FROM for openWorld and for servers of their own. */
  env: { SMTP_URL: string; MAIL_FROM: string }
  /** Every mail that came, in order. */
  received: ReceivedMail[]
  /** Sends what is due in the outbox and gives the next mail to this address; fails when none comes within 10 s. */
  take(tools: Tools, address: string): Promise<ReceivedMail>
  /** Sends what is due in the outbox and gives everything that was not taken yet. */
  untaken(tools: Tools): Promise<ReceivedMail[]>
  /** From now on the server answers as this function says; undefined: friendly again. */
  behave(mood: Mood | undefined): void
  close(): Promise<void>
}

/** The secret of every world of tests (world.ts). */
export const testSecret = Buffer.from('the secret of an installation that is only a test')

export const refusal = (responseCode: number, message = 'not now') =>
  Object.assign(new Error(message), { responseCode })

export const tokenOf = (mail: ReceivedMail): string => mail.links[0]?.split('#')[1] ?? ''

export async function openMailbox({ port = 0 } = {}): Promise<Mailbox> {
  const received: ReceivedMail[] = []
  const taken = new Set<ReceivedMail>()
  let mood: Mood | undefined
  const ask = (moment: Moment, address: string, answer: (error?: Error | null) => void) =>
    void Promise.resolve(mood?.(moment, address)).then((error) => answer(error ?? null))

  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false },
    onConnect: (_session, answer) => ask('greeting', '', answer),
    onMailFrom: ({ address }, _session, answer) => ask('sender', address, answer),
    onRcptTo: ({ address }, _session, answer) => ask('recipient', address, answer),
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const [to, bytes] = [session.envelope.rcptTo.map(({ address }) => address).join(', '), Buffer.concat(chunks)]
        // This server takes a conversation that breaks off for a whole one; real ones do not.
        if (!bytes.toString('latin1').trimEnd().endsWith('--')) return answer(refusal(451))
        const error = await mood?.('message', to)
        if (!error) received.push(await read(bytes, to))
        answer(error ?? null)
      })
    },
  })
  server.on('error', () => {}) // a client that was killed in the middle
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.server.address()
  const bound = address && typeof address === 'object' ? address.port : port
  const env = { SMTP_URL: `smtp://127.0.0.1:${bound}`, MAIL_FROM: 'Panoqor <tours@example.kz>' }
  const mail = readConfig(env, '').mail

  const next = (to: string) => received.find((each) => !taken.has(each) && each.to.toLowerCase() === to.toLowerCase())
  return {
    env,
    received,
    async take(tools, to) {
      for (const deadline = Date.now() + 10_000; ; ) {
        if (!next(to)) await deliverWaiting(tools, mail)
        const found = next(to)
        if (found) {
          taken.add(found)
          return found
        }
        if (Date.now() > deadline) throw new Error(`No mail to ${to} came; there is ${received.map((each) => each.to)}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async untaken(tools) {
      await deliverWaiting(tools, mail)
      return received.filter((each) => !taken.has(each))
    },
    behave: (wanted) => {
      mood = wanted
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** What a worker would do, at once and in this process. */
async function deliverWaiting(tools: Tools, mail: MailConfig | undefined): Promise<void> {
  if (!mail) return
  const delivery = { tools, post: openPost(mail), findImprint: async () => undefined }
  const lines = await tools.db
    .selectFrom('mail')
    .select('recipient_key')
    .where('state', '=', 'waiting')
    .groupBy('recipient_key')
    .orderBy((each) => each.fn.min('number'))
    .execute()
  const waiting = lines.map(({ recipient_key }) => recipient_key)
  // As many at once as the worker: all together would keep each other from the database.
  const work = async () => {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) await deliverTo(delivery, line)
  }
  await Promise.all([work(), work(), work(), work()])
}

async function read(bytes: Buffer, to: string): Promise<ReceivedMail> {
  const mail = await simpleParser(bytes, { skipTextToHtml: true })
  const html = mail.html || ''
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'))
  return {
    ...{ to, html, subject: mail.subject ?? '', text: mail.text ?? '', raw: bytes.toString('utf8') },
    from: mail.from?.text ?? '',
    links: [...new Set(hrefs)],
    headers: new Map(
      mail.headerLines.map(({ key, line }) => [key, line.replace(/\r?\n\s+/g, ' ').replace(/^[^:]*:\s*/, '')]),
    ),
    messageId: mail.messageId ?? '',
  }
}
