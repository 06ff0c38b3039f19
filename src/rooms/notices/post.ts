// Speaks to the mail server. Says plainly what came of it: sent, refused for good, or to be tried later. Between the whole message and
// the dot that makes the server answer for it stands `handOver`: whoever has lost the right to send never sets the dot.
import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
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

export interface Post {
  send(mail: PostedMail, handOver: () => Promise<boolean>): Promise<Outcome>
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

export function openPost(config: MailConfig): Post {
  const { host, port, secure, user, password, from } = config
  const local = isLoopback(host)
  const transport = createTransport({
    ...{ host, port, secure, ignoreTLS: local && !secure },
    // A password never travels in the clear.
    requireTLS: !local && !secure && user !== undefined,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 120_000, dnsTimeout: 15_000 },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return {
    async send(mail, handOver) {
      const message = await compose(mail, from)
      const envelope = { from: bareAddress(from), to: [mail.to] }
      try {
        const sent = await transport.sendMail({ envelope, raw: Readable.from(heldBack(message, handOver)) })
        return { result: 'sent', answer: sent.response }
      } catch (error) {
        return outcomeOf(error)
      }
    },
  }
}

async function* heldBack(message: Buffer, handOver: () => Promise<boolean>): AsyncGenerator<Buffer> {
  yield message
  if (!(await handOver())) throw new Error('Another process has taken this mail over')
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
