// A mail as people see it: subject, plain text and HTML from the words of its template. Tables and inline styles, because mail
// programs know little else; readable without pictures, in light and dark. Pure; every link in it begins with the given origin.
import { type Html, html } from '#platform/html.ts'
import { word, wordsOf } from '#platform/words.ts'
import type { Language } from '#tour/text.ts'
import { kindOf, NoticeKind } from './contract.ts'
import { plainLine, plainValue } from './plain-value.ts'

/** Who runs this installation, for the foot of every mail. */
export interface Imprint {
  name: string
  /** Address, e-mail, telephone: a line each. */
  lines: string[]
}

/** One notice in the mail of the day. */
export interface DigestEntry {
  kind: NoticeKind
  values: Record<string, string | number>
  path: string | null
}

export interface LetterOrder {
  template: string
  language: Language
  values: Record<string, string | number>
  path?: string | undefined
  entries?: DigestEntry[] | undefined
  /** Where to stop notices of this kind; only for mail that can be stopped. */
  unsubscribeUrl?: string | undefined
  origin: string
  imprint: Imprint | undefined
}

export interface Letter {
  subject: string
  text: string
  html: string
}

interface Said {
  subject: string
  paragraphs: string[]
  items: Item[]
  quote: string | undefined
  action: { label: string; url: string } | undefined
}

interface Item {
  sentence: string
  quote: string | undefined
  url: string | undefined
}

export function writeLetter(order: LetterOrder): Letter {
  const said = sayIt(order)
  return { subject: said.subject, text: asText(said, order), html: asHtml(said, order).text }
}

function sayIt(order: LetterOrder): Said {
  const { language, template, path, origin, entries = [] } = order
  const keys = keysOf(template, language)
  const given = daysInWords({ ...keys.blanks, ...order.values }, language)
  const values = plainValues(given)
  const text = (key: string) => word(language, key, values)
  const quote = keys.quote && values[keys.quote]
  return {
    subject: plainLine(word(language, keys.subject, given)),
    paragraphs: text(keys.body).split(/\n{2,}/),
    items: entries.map((entry) => itemOf(entry, language, origin)),
    quote: quote ? String(quote) : undefined,
    action: path === undefined ? undefined : { label: text(keys.action), url: `${origin}${path}` },
  }
}

function itemOf({ kind, values, path }: DigestEntry, language: Language, origin: string): Item {
  const { quote } = kindOf(kind)
  const plain = plainValues(daysInWords({ ...blanksOf(kind), ...values }, language))
  const said = quote && plain[quote]
  return {
    sentence: word(language, `notices.text.${kind}`, plain),
    quote: said ? String(said) : undefined,
    url: path === null ? undefined : `${origin}${path}`,
  }
}

type Values = Record<string, string | number>
const mapped = (values: Values, change: (value: string | number) => string | number): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
const daysInWords = (values: Values, language: Language) => mapped(values, (value) => dayInWords(value, language))
const plainValues = (values: Values) => mapped(values, plainValue)

/** What a room leaves unsaid must not keep the rest from being said. */
const blanksOf = (kind: NoticeKind): Values => Object.fromEntries(kindOf(kind).values.map((name) => [name, '']))

/** A mail has words of its own; a notice says what the application says too, and more only where there is more to say. */
function keysOf(template: string, language: Language) {
  const own = { subject: `mail.${template}.subject`, body: `mail.${template}.body`, action: `mail.${template}.action` }
  const kind = NoticeKind.safeParse(template.replace(/^notice_/, '')).data
  const words = wordsOf(language)
  if (!template.startsWith('notice_') || !kind) {
    if (!words[own.subject] || !words[own.body]) throw new Error(`The mail ${template} has no words in ${language}`)
    return { ...own, quote: undefined, blanks: {} }
  }
  const sentence = `notices.text.${kind}`
  return {
    subject: sentence,
    body: words[own.body] ? own.body : sentence,
    action: words[own.action] ? own.action : 'mail.notice.action',
    quote: kindOf(kind).quote,
    blanks: blanksOf(kind),
  }
}

/** 2026-12-01 as people write it. */
function dayInWords(value: string | number, language: Language): string | number {
  if (typeof value === 'number' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || !Date.parse(value)) return value
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value))
}

function asText(
  { paragraphs, items, quote, action }: Said,
  { language, imprint, unsubscribeUrl, origin }: LetterOrder,
): string {
  const parts = [...paragraphs, ...items.map(itemAsText)]
  if (quote) parts.push(`> ${quote}`)
  if (action) parts.push(`${action.label}:\n${action.url}`)
  const foot = [imprint?.name ?? 'Panoqor', ...(imprint?.lines ?? []), origin]
  if (unsubscribeUrl) foot.push('', `${word(language, 'mail.unsubscribe')}: ${unsubscribeUrl}`)
  return `${parts.join('\n\n')}\n\n-- \n${foot.join('\n')}\n`
}

const itemAsText = ({ sentence, quote, url }: Item): string =>
  [`* ${sentence}`, ...(quote ? [`  > ${quote}`] : []), ...(url ? [`  ${url}`] : [])].join('\n')

const font = "'Golos Text',-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
/** Whatever people call themselves, no word is wider than a phone. */
const breaking = 'word-break:break-word;overflow-wrap:anywhere'
const body = `font-family:${font};font-size:16px;line-height:24px;color:#1A1D21;${breaking}`
const small = `font-family:${font};font-size:13px;line-height:20px;color:#5B616A;${breaking}`

const dark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.paper{background:#101418!important}.card{background:#1A2027!important;border-color:#2C343E!important}
.ink{color:#E9EBEE!important}.muted{color:#A2AAB4!important}.link{color:#5CC8DB!important}
.quote{border-color:#2C343E!important}.button{background:#5CC8DB!important}.buttonText{color:#101418!important}
}
@media (max-width:480px){.card{padding:24px 20px!important}}`

function asHtml({ subject, paragraphs, items, quote, action }: Said, order: LetterOrder): Html {
  const { language, origin } = order
  const preview = [...paragraphs.slice(0, 1).join(' ')].slice(0, 120).join('')
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no"><title>${subject}</title>
<style>${dark}</style></head>
<body class="paper" style="margin:0;padding:0;background:#FBFAF7">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed;background:#FBFAF7"><tr>
<td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed;max-width:560px;text-align:left"><tr>
<td class="link" style="padding:0 4px 16px;font-family:${font};font-size:20px;line-height:28px;font-weight:600;color:#0B7285">Panoqor</td>
</tr><tr>
<td class="card" style="background:#FFFFFF;border:1px solid #E2DFD7;border-radius:12px;padding:32px">
${paragraphs.map((text) => html`<p class="ink" style="margin:0 0 16px;${body}">${text}</p>\n`)}${items.map(itemAsHtml)}${quote && quoted(quote)}${action && button(action, order)}
</td></tr><tr>
<td style="padding:20px 4px 0">${footOf(order, origin)}</td>
</tr></table></td></tr></table></body></html>`
}

const itemAsHtml = ({ sentence, quote, url }: Item) =>
  html`<p class="ink" style="margin:0 0 ${quote ? 8 : 16}px;${body}">${
    url ? html`<a class="link" href="${url}" style="color:#0B7285">${sentence}</a>` : sentence
  }</p>\n${quote && quoted(quote)}`

const quoted = (text: string) =>
  html`<p class="ink quote" style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #E2DFD7;${body}">${text}</p>\n`

const button = ({ label, url }: { label: string; url: string }, { language }: LetterOrder) =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px"><tr>
<td class="button" style="background:#0B7285;border-radius:8px"><a class="buttonText" href="${url}" style="display:inline-block;padding:12px 24px;font-family:${font};font-size:16px;line-height:24px;font-weight:600;color:#FFFFFF;text-decoration:none">${label}</a></td>
</tr></table>
<p class="muted" style="margin:0;${small}">${word(language, 'mail.plain_link')}<br><a class="link" href="${url}" style="color:#0B7285;word-break:break-all">${url}</a></p>`

function footOf({ language, imprint, unsubscribeUrl }: LetterOrder, origin: string): Html {
  return html`<p class="muted" style="margin:0 0 8px;${small}">${imprint?.name ?? 'Panoqor'}${(
    imprint?.lines ?? []
  ).map((line) => html`<br>${line}`)}<br><a class="muted" href="${origin}" style="color:#5B616A">${origin}</a></p>${
    unsubscribeUrl &&
    html`<p class="muted" style="margin:0;${small}">${word(language, 'mail.why_notice')} <a class="muted" href="${unsubscribeUrl}" style="color:#5B616A">${word(language, 'mail.unsubscribe')}</a></p>`
  }`
}
