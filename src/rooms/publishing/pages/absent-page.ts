// What a visitor sees where no tour is shown: one calm sentence, the same whether the tour never existed or was taken off. Of a hold it
// says no more than that something stands in the way: what, is between the operator and the team.
import { html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import { type Language, languages } from '#tour/text.ts'
import type { Absence } from '../shown.ts'
import { languageLinks } from './language-links.ts'

export function absentPage(language: Language, style: string, why: Absence): string {
  const title = word(language, `publishing.${why}_title`)
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body class="absent">
<main>
<img src="/favicon.svg" alt="" width="64" height="64">
<h1>${title}</h1>
<p>${word(language, `publishing.${why}_text`)}</p>
${languageLinks(languages, language)}
</main>
</body>
</html>
`.text
}
