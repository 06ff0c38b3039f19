// What the operator of a new installation does before strangers may register, over HTTP: a second factor, who they are, the documents.
import { Secret, TOTP } from 'otpauth'
import { someIdentity } from './legal.ts'

export async function setUpOverHttp(origin: string, signedIn: Response): Promise<void> {
  let cookie = cookieOf(signedIn)
  async function call(method: string, path: string, body?: object): Promise<Response> {
    const headers = { cookie, origin, ...(body && { 'content-type': 'application/json' }) }
    const answer = await fetch(`${origin}${path}`, { method, headers, body: body ? JSON.stringify(body) : null })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    cookie = cookieOf(answer) || cookie
    return answer
  }
  const { secret } = await (await call('POST', '/api/me/one-time-codes')).json()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await call('PUT', '/api/me/one-time-codes', { code })
  await call('PUT', '/api/desk/operator-identity', someIdentity())
  for (const kind of ['terms', 'privacy', 'consent']) {
    const { id } = await (await call('POST', `/api/desk/legal/${kind}/drafts`)).json()
    await call('PUT', `/api/desk/legal/versions/${id}/publication`, { effectiveOn: null })
  }
}

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
