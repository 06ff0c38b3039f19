// The demo's post office keeps what it gets, newest first, and shows it without letting it do anything.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '#platform/http.ts'
import type { Tools } from '#platform/tools.ts'
import { openPost } from '#rooms/notices/post.ts'
import { answerErrors } from './errors.ts'
import { type Inbox, openInbox } from './inbox.ts'
import { inboxRoutes } from './inbox-routes.ts'

let folder: string
let inbox: Inbox
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-inbox-'))
  inbox = await openInbox(folder)
})
afterAll(async () => {
  await inbox.close()
  await rm(folder, { recursive: true, force: true })
})

const steps = { mayFinish: async () => true, finished: async () => undefined }
const post = (subject: string, html = '<p>Сәлем</p>') =>
  openPost(inbox.mail).send(
    {
      ...{ id: subject, to: 'reader@example.kz', language: 'kk', unsubscribeUrl: undefined, at: new Date() },
      letter: { subject, text: 'Сәлем', html: `<!doctype html><html><head></head><body>${html}</body></html>` },
    },
    steps,
  )

it('keeps mails over a restart, newest first', async () => {
  for (const subject of ['first', 'екінші']) expect((await post(subject)).result).toBe('sent')
  const subjects = async (of: Inbox) => (await of.list()).map(({ subject, to }) => [subject, to])
  const expected = [
    ['екінші', 'reader@example.kz'],
    ['first', 'reader@example.kz'],
  ]
  expect(await subjects(inbox)).toEqual(expected)
  await inbox.close()
  inbox = await openInbox(folder)
  expect(await subjects(inbox)).toEqual(expected)
  expect((await readdir(folder)).every((name) => name.endsWith('.eml'))).toBe(true)
})

it('shows a mail in a frame in which nothing runs and nothing is fetched', async () => {
  await post('evil', '<script>alert(1)</script><img src="https://evil.example/x.png">')
  const app = fastify()
  answerErrors(app)
  inboxRoutes(routes(app, { now: () => new Date() } as Tools, []), inbox)
  const get = (url: string) => app.inject({ method: 'GET', url })
  const [{ id }] = (await get('/api/inbox')).json()
  expect((await get(`/api/inbox/${id}`)).json()).toMatchObject({
    subject: 'evil',
    text: expect.stringMatching(/Сәлем/),
  })
  const page = await get(`/api/inbox/${id}/page`)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('sandbox allow-popups')
  expect(policy).not.toMatch(/allow-(?:scripts|same-origin|forms)|script-src|img-src/)
  expect((await get('/api/inbox/../../etc/passwd')).statusCode).toBe(404)
  expect((await get('/api/inbox/0192d3b4-0000-7000-8000-000000000001')).statusCode).toBe(404)
  await app.close()
})
