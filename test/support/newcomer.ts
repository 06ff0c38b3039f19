// A stranger who becomes a member of a running server, over HTTP and by the mail that it sends: for journeys and benches that begin
// where a member begins.
import type { BrowserContext } from 'playwright-core'
import type { Mailbox, ReceivedMail } from './mail.ts'
import { solve } from './registering.ts'

export interface RunningMember {
  origin: string
  teamId: string
  cookie: string
}

interface Wanted {
  email: string
  name: string
  teamName: string
  language: 'kk' | 'ru' | 'en'
}

export async function registerMember(origin: string, mailbox: Mailbox, wanted: Wanted): Promise<RunningMember> {
  const { email, language, ...rest } = wanted
  const puzzle = solve(await (await fetch(`${origin}/api/puzzle`)).json())
  await post(`${origin}/api/registrations`, { email, language, puzzle })
  const token = tokenIn(await mailTo(mailbox, email))
  const step = await (await post(`${origin}/api/registrations/step`, { token })).json()
  const versionIds = step.documents.map(({ versionId }: { versionId: string }) => versionId)
  const account = { ...rest, token, language, versionIds, teamKind: 'organisation', password: 'a house by the river' }
  const entered = await post(`${origin}/api/registrations/completion`, account)
  const me = await entered.json()
  return { origin, teamId: me.teams[0].id, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${await answer.text()}`)
  return answer
}

/** The newest mail to an address, as soon as the server has sent one. */
export async function mailTo({ received }: Mailbox, address: string): Promise<ReceivedMail> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const found = received.findLast(({ to }) => to === address)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No mail came to ${address}`)
}

const tokenIn = (mail: ReceivedMail): string => mail.links[0]?.split('#')[1] ?? ''

/** The browser is signed in as this member from now on. */
export async function signInAs(context: BrowserContext, { origin, cookie }: RunningMember): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
}
