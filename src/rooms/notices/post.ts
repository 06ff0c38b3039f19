// Speaks to the mail server. Says plainly what came of it: sent, refused for good, or to be tried later. Between the whole message and
// the dot that makes the server answer for it stands `mayFinish`: whoever has lost the right to send never sets the dot.
import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailConfig } from '#platform/config.ts'
import type { Language } from '#tour/text.ts'
import type { Letter } from './letter.ts'

export interface PostedMail {
  id: string
  to: string
  language: Language
  letter: Letter
  unsubscribeUrl: string | undefined
  at: Date
}

export type Outcome = { result: 'sent' | 'refused' | 'later'; answer: string }

export interface Steps {
  /** Asked before the last dot; false leaves the conversation without it. */
  mayFinish(): Promise<boolean>
  /** Told as soon as the dot is on its way, long before the server answers. */
  finished(): Promise<unknown>
}

export interface Post {
  send(mail: PostedMail, steps: Steps): Promise<Outcome>
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

export function openPost({ host, port, secure, user, password, from }: MailConfig): Post {
  const local = isLoopback(host)
  const options = {
    ...{ host, port, secure, ignoreTLS: local && !secure },
    // A password never travels in the clear.
    requireTLS: !local && !secure && user !== undefined,
    ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 120_000, dnsTimeout: 15_000 },
    // What is broken off is broken off at once.
    socketCloseTimeout: 0,
  }
  return {
    async send(mail, steps) {
      const message = await compose(mail, from)
      const connection = new SMTPConnection(options)
      try {
        const broken = new Promise<never>((_, reject) => connection.once('error', reject))
        const answer = await Promise.race([broken, converse(connection)])
        connection.quit()
        return { result: 'sent', answer }
      } catch (error) {
        connection.close()
        return outcomeOf(error)
      }

      async function converse(server: SMTPConnection): Promise<string> {
        await new Promise<void>((resolve, reject) => server.connect((error) => (error ? reject(error) : resolve())))
        if (user !== undefined) await logIn(server, { user, pass: password ?? '' })
        const envelope = { from: bareAddress(from), to: [mail.to] }
        // The stream is read only once the server has asked for the message.
        const stream = Readable.from(heldBack(message, steps))
        return new Promise((resolve, reject) =>
          server.send(envelope, stream, (error, info) => (error ? reject(error) : resolve(info?.response ?? ''))),
        )
      }
    },
  }
}

const logIn = (server: SMTPConnection, auth: { user: string; pass: string }) =>
  new Promise<void>((resolve, reject) => server.login(auth, (error) => (error ? reject(error) : resolve())))

/** The last boundary closes with "--" and a line break. */
const endOfMail = 4

async function* heldBack(message: Buffer, { mayFinish, finished }: Steps): AsyncGenerator<Buffer> {
  // Even to a server that takes a broken-off conversation for a whole one, a mail without its end is visibly none.
  yield message.subarray(0, -endOfMail)
  if (!(await mayFinish())) throw new Error('Another process has taken this mail over')
  yield message.subarray(-endOfMail)
  // Ending here writes the dot within this turn of the event loop. That it left need not be known to go on.
  setImmediate(() => void finished().catch(() => undefined))
}

/** A stable Message-ID: whatever happens between two servers, a mailbox can tell the second copy from the first. */
export const messageIdOf = (id: string, from: string) => `<${id}@${bareAddress(from).split('@').at(-1)}>`

export const bareAddress = (from: string) => /<([^>]*)>/.exec(from)?.[1] ?? from.trim()

function compose({ id, to, language, letter, unsubscribeUrl, at }: PostedMail, from: string): Promise<Buffer> {
  const headers: Record<string, string | { prepared: boolean; value: string }> = {
    'Content-Language': language,
    'Auto-Submitted': 'auto-generated',
  }
  if (unsubscribeUrl) {
    headers['List-Unsubscribe'] = { prepared: true, value: `<${unsubscribeUrl}>` }
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click'
  }
  const mail = new MailComposer({
    ...{ from, to: { name: '', address: to }, messageId: messageIdOf(id, from), date: at, headers },
    ...{ subject: letter.subject, text: letter.text, html: letter.html },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return mail.compile().build()
}

/**
 * Only what the server says about this address or this message is for good. What it says about us (sender, password, greeting) is for
 * the operator to mend: such mails wait.
 */
function outcomeOf(error: unknown): Outcome {
  const { code, command, responseCode, response, message } = error as {
    code?: string
    command?: string
    responseCode?: number
    response?: string
    message?: string
  }
  const answer = String(response || message || error).slice(0, 500)
  const isAboutMail = (code === 'EENVELOPE' && command === 'RCPT TO') || (code === 'EMESSAGE' && command === 'DATA')
  const isForGood = responseCode !== undefined && responseCode >= 500
  return { result: isAboutMail && isForGood ? 'refused' : 'later', answer }
}
