// The page behind the unsubscribe link: one question and one button. Asking (GET) changes nothing, because mail programs open links to
// look at them; only the button, or a mail program's own button, does (POST).
import { Html, html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import type { Language } from '#tour/text.ts'
import type { StoppedKind } from './unsubscribe.ts'

/** The page's only style; the policy in its head lets in exactly this. */
export const unsubscribeStyle = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#fbfaf7;color:#1a1d21;font:16px/24px "Golos Text",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{box-sizing:border-box;width:100%;max-width:480px;padding:32px 20px;text-align:center}
h1{margin:16px 0 8px;font-size:28px;line-height:36px}
p{margin:0 0 24px}
button{min-height:48px;padding:12px 28px;border:0;border-radius:8px;background:#0b7285;color:#fff;font:inherit;font-weight:600;cursor:pointer}
a{color:#0b7285}
:focus-visible{outline:3px solid #f2b705;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#101418;color:#e9ebee}button{background:#5cc8db;color:#101418}a{color:#5cc8db}}`

export type Moment = 'ask' | 'done' | 'invalid'

export function unsubscribePage(language: Language, moment: Moment, kind?: StoppedKind): string {
  const name = kind ? word(language, `notices.kind.${kind}`) : ''
  const title = word(language, moment === 'invalid' ? 'notices.unsubscribe.invalid' : 'notices.unsubscribe.title')
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Panoqor</title>
${styleElement}
</head>
<body>
<main>
<img src="/favicon.svg" alt="" width="48" height="48">
<h1>${title}</h1>
${moment === 'ask' && question(language, name)}
${moment === 'done' && html`<p role="status">${word(language, 'notices.unsubscribe.done', { kind: name })}</p>`}
<p>${word(language, 'notices.unsubscribe.elsewhere')} <a href="/account/notices">${word(language, 'notices.unsubscribe.settings')}</a></p>
</main>
</body>
</html>
`.text
}

/** Written into the page as it stands: escaping would change what the policy lets in. */
const styleElement = new Html(`<style>${unsubscribeStyle}</style>`)

const question = (language: Language, name: string) =>
  html`<p>${word(language, 'notices.unsubscribe.ask', { kind: name })}</p>
<form method="post"><p><button>${word(language, 'notices.unsubscribe.button')}</button></p></form>`
