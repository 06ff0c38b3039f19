// The studio's page under every address that the studio knows, and the built files of studio and viewer.
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Assets } from './assets.ts'
import { headerClasses, setHeaders } from './headers.ts'
import { mark } from './mark.ts'

/** The studio routes in the browser; the server only has to give the same page for each of its addresses. */
const pages = [
  ...[
    '/',
    '/sign-in',
    '/register',
    '/register/confirm',
    '/reset',
    '/email-change',
    '/email-change/undo',
    '/verify',
    '/invitation',
    '/first-run',
    '/studio',
    '/studio/*',
  ],
  ...['/account', '/account/*', '/desk', '/desk/*', '/undo-deletion'],
]

/** The page of the mails that a demo keeps; nothing of it exists elsewhere. */
const inboxPage = '/inbox'

export function studioRoutes(on: Routes, assets: Assets, { keepsMails }: { keepsMails: boolean }): void {
  for (const url of keepsMails ? [...pages, inboxPage] : pages)
    on.raw('GET', url, {
      who: anyone,
      answer: ({ reply }) =>
        setHeaders(reply, 'studio').header('content-type', 'text/html; charset=utf-8').send(assets.studioPage),
    })

  on.bytes('/assets/:build/:name', anyone, (request, reply) => {
    const { build = '', name = '' } = request.params as Record<string, string>
    const answered = assets.answer(request, reply, build, name)
    if (!answered) throw new Refusal('not_found', 'http.not_found')
    return answered
  })

  for (const url of ['/favicon.svg', '/favicon.ico'])
    on.bytes(url, anyone, (_request, reply) =>
      reply
        .headers({ ...headerClasses.asset, 'cache-control': 'public, max-age=86400' })
        .header('content-type', 'image/svg+xml')
        .send(mark),
    )
}
