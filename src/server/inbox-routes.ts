// The demo's inbox over HTTP: what was mailed, for whoever tries the product. These routes do not exist outside the demo.
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { setHeaders } from './headers.ts'
import type { Inbox, KeptMail } from './inbox.ts'

const InboxCard = z.object({ id: z.string(), at: z.string(), from: z.string(), to: z.string(), subject: z.string() })
const InboxMail = InboxCard.extend({ text: z.string() })
const MailPath = z.object({ mailId: z.uuid() })

export function inboxRoutes(on: Routes, inbox: Inbox): void {
  const find = async (id: string) => {
    const mail = await inbox.find(id)
    if (!mail) throw new Refusal('not_found', 'http.not_found')
    return mail
  }

  on.get('/api/inbox', {
    who: anyone,
    reply: z.array(InboxCard),
    answer: async () => (await inbox.list()).map(card),
  })

  on.get('/api/inbox/:mailId', {
    who: anyone,
    params: MailPath,
    reply: InboxMail,
    answer: async ({ params }) => {
      const mail = await find(params.mailId)
      return { ...card(mail), text: mail.text }
    },
  })

  on.raw('GET', '/api/inbox/:mailId/page', {
    who: anyone,
    params: MailPath,
    answer: async ({ params, reply }) => {
      const { html } = await find(params.mailId)
      return setHeaders(reply, 'mail')
        .header('content-type', 'text/html; charset=utf-8')
        .send(html.replace(/<head>/i, '<head><base target="_blank">'))
    },
  })
}

const card = ({ id, at, from, to, subject }: KeptMail) => ({ id, at: at.toISOString(), from, to, subject })
