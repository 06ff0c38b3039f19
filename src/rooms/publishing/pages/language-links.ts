// The same page in other languages, as links that work without scripts. Pure.
import { type Html, html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import type { Language } from '#tour/text.ts'

const names: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

/** Nothing where there is nothing to choose. */
export function languageLinks(offered: readonly Language[], current: Language): Html | false {
  if (offered.length < 2) return false
  return html`<nav class="languages" aria-label="${word(current, 'viewer.language')}">${offered.map(
    (each) =>
      html`<a href="?lang=${each}" lang="${each}" hreflang="${each}"${each === current && html` aria-current="true"`}>${names[each]}</a>`,
  )}</nav>`
}
