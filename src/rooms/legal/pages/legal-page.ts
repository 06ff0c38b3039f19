// The public pages of a document: the text in force or one of its versions, the list of versions, and what changed. Readable without
// scripts, printable, with who the operator is and from when the text holds. Pure: data in, HTML out.
import { type Html, html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import { type Language, languages } from '#tour/text.ts'
import {
  type Block,
  type DiffBlock,
  type LegalKind,
  legalKinds,
  type OperatorIdentity,
  pageNames,
} from '../contract.ts'
import { dayIn } from '../local-day.ts'
import { legalFormIn, shownPhone } from '../placeholders.ts'
import { blocksHtml, diffHtml } from './blocks.ts'

export interface LegalPageSettings {
  origin: string
  style: string
  language: Language
  kind: LegalKind
  operator: OperatorIdentity | undefined
}

/** A version as its pages name it. */
export interface NamedVersion {
  number: number
  effectiveAt: Date
  state: 'scheduled' | 'effective' | 'superseded'
  summary: string
}

const say = (language: Language, key: string, values?: Record<string, string | number>) =>
  word(language, `legal.page.${key}`, values)

/** The address of a document's page; `rest` is a version, the history or a comparison. */
export const pageAddress = (language: Language, kind: LegalKind, rest = ''): string =>
  `/${language}/${pageNames[kind]}${rest}`

export interface TextPage {
  version: NamedVersion
  blocks: readonly Block[]
  sha256: string
  /** The page of this version alone, rather than of whichever is in force. */
  isFixed: boolean
}

export function textPage(settings: LegalPageSettings, { version, blocks, sha256, isFixed }: TextPage): string {
  const { language, kind } = settings
  const rest = isFixed ? `/v/${version.number}` : ''
  const title = word(language, `legal.kind.${kind}`)
  const headings = blocks.filter((block) => block.kind === 'heading' && block.level === 2)
  return frame(settings, { title, rest, isListed: !isFixed || version.state === 'effective' }, [
    html`<p class="facts">${facts(language, version)}
<a href="${pageAddress(language, kind, '/history')}">${say(language, 'all_versions')}</a>${
      version.number > 1 &&
      html` · <a href="${pageAddress(language, kind, `/v/${version.number}/changes`)}">${say(language, 'what_changed')}</a>`
    }</p>\n`,
    isFixed && version.state !== 'effective' ? notInForce(language, kind, version) : html``,
    html`<article>${blocksHtml(blocks.slice(0, 1))}${contents(language, headings)}${blocksHtml(blocks.slice(1))}</article>\n`,
    html`<p class="hash">${say(language, 'hash')} <code>${sha256}</code></p>\n`,
  ])
}

const facts = (language: Language, { number, effectiveAt }: NamedVersion): Html =>
  html`<strong>${say(language, 'version', { number })}</strong> · ${say(language, 'effective', { date: dayIn(effectiveAt, language) })} · `

const notInForce = (language: Language, kind: LegalKind, { state, effectiveAt }: NamedVersion): Html =>
  html`<p class="notice" role="note">${say(language, state === 'scheduled' ? 'scheduled' : 'superseded', { date: dayIn(effectiveAt, language) })} <a href="${pageAddress(language, kind)}">${say(language, 'in_force')}</a></p>\n`

function contents(language: Language, headings: readonly Block[]): Html {
  if (headings.length < 4) return html``
  return html`<nav class="contents" aria-label="${say(language, 'contents')}"><ol>${headings.map((block) =>
    block.kind === 'heading'
      ? html`<li><a href="#${block.anchor}">${block.spans.map(({ text }) => text).join('')}</a></li>`
      : html``,
  )}</ol></nav>\n`
}

export function historyPage(settings: LegalPageSettings, versions: readonly NamedVersion[]): string {
  const { language, kind } = settings
  const title = say(language, 'history_of', { document: word(language, `legal.kind.${kind}`) })
  return frame(settings, { title, rest: '/history', isListed: false }, [
    html`<h1>${title}</h1>\n`,
    versions.length === 0 ? html`<p>${say(language, 'none')}</p>` : html``,
    html`<ol class="versions" reversed>${versions.map((version) => versionItem(language, kind, version))}</ol>\n`,
  ])
}

const versionItem = (language: Language, kind: LegalKind, version: NamedVersion): Html =>
  html`<li value="${version.number}"><h2 class="versions-heading"><a href="${pageAddress(language, kind, `/v/${version.number}`)}">${say(language, 'version', { number: version.number })}</a>
<span class="state ${version.state}">${word(language, `legal.state.${version.state}`)}</span></h2>
<p>${say(language, 'effective', { date: dayIn(version.effectiveAt, language) })}</p>
${version.summary && html`<p>${version.summary}</p>`}
${version.number > 1 && html`<p><a href="${pageAddress(language, kind, `/v/${version.number}/changes`)}">${say(language, 'what_changed')}</a></p>`}</li>\n`

export interface ChangesPage {
  version: NamedVersion
  before: number
  blocks: readonly DiffBlock[]
}

export function changesPage(settings: LegalPageSettings, { version, before, blocks }: ChangesPage): string {
  const { language, kind } = settings
  const document = word(language, `legal.kind.${kind}`)
  const title = say(language, 'changes_of', { document, before, after: version.number })
  return frame(settings, { title, rest: `/v/${version.number}/changes`, isListed: false }, [
    html`<h1>${title}</h1>\n`,
    html`<p class="facts">${facts(language, version)}<a href="${pageAddress(language, kind, `/v/${version.number}`)}">${say(language, 'whole_text')}</a></p>\n`,
    version.summary ? html`<p class="notice">${version.summary}</p>\n` : html``,
    html`<p class="key"><ins>${say(language, 'added')}</ins> <del>${say(language, 'removed')}</del></p>\n`,
    html`<div class="changes">${diffHtml(blocks, (count) => say(language, 'unchanged', { count }))}</div>\n`,
  ])
}

/** There is no text yet, or not this one. */
export const missingPage = (settings: LegalPageSettings): string => {
  const title = word(settings.language, `legal.kind.${settings.kind}`)
  return frame(settings, { title, rest: '', isListed: false }, [
    html`<h1>${title}</h1>\n<p>${say(settings.language, 'none')}</p>`,
  ])
}

interface Framed {
  title: string
  rest: string
  /** Whether search engines shall show it. */
  isListed: boolean
}

const names: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

function frame(settings: LegalPageSettings, { title, rest, isListed }: Framed, body: readonly Html[]): string {
  const { language, kind, origin, style, operator } = settings
  const address = (each: Language) => pageAddress(each, kind, rest)
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}${operator && ` · ${operator.names[language]}`}</title>
${isListed ? html`<link rel="canonical" href="${origin}${address(language)}">` : html`<meta name="robots" content="noindex">`}
${languages.map((each) => html`<link rel="alternate" hreflang="${each}" href="${origin}${address(each)}">`)}
<link rel="stylesheet" href="${style}">
</head>
<body>
<header>
<nav aria-label="${say(language, 'documents')}">${legalKinds.map((each) => html`<a href="${pageAddress(language, each)}"${each === kind && html` aria-current="page"`}>${word(language, `legal.kind.${each}`)}</a>`)}</nav>
<nav aria-label="${word(language, 'viewer.language')}">${languages.map((each) => html`<a href="${address(each)}" lang="${each}" hreflang="${each}"${each === language && html` aria-current="true"`}>${names[each]}</a>`)}</nav>
</header>
<main>
${[...body]}
</main>
${operator ? operatorBlock(language, operator) : html``}
</body>
</html>
`.text
}

function operatorBlock(language: Language, operator: OperatorIdentity): Html {
  const row = (key: string, value: Html | string) => html`<div><dt>${say(language, key)}</dt><dd>${value}</dd></div>`
  const mail = (address: string) => html`<a href="mailto:${address}">${address}</a>`
  return html`<footer><h2 class="operator-heading">${say(language, 'operator')}</h2><dl>
${row('name', html`${operator.names[language]}, ${legalFormIn(operator.legalForm, language)}`)}
${row('bin_iin', operator.binIin)}
${row('address', operator.addresses[language])}
${row('email', mail(operator.email))}
${row('phone', html`<a href="tel:${operator.phone}">${shownPhone(operator.phone)}</a>`)}
${row('complaints', mail(operator.complaintsEmail))}
${row('data_protection', operator.dataProtectionContact)}
${row('hours', operator.workingHours[language])}
</dl></footer>
`
}
