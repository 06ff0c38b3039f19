// What a visitor sees where no tour, or no page of a team, is shown: one calm sentence, the same whether it never existed or was taken off. Of a hold it
// says no more than that something stands in the way: what, is between the operator and the team.
import { html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import { type Language, languages } from '#tour/text.ts'
import type { Absence } from '../shown.ts'
import { languageLinks } from './language-links.ts'

export function absentPage(language: Language, style: string, why: Absence, what: 'tour' | 'agency' = 'tour'): string {
  const ofTour = what === 'tour'
  const title = word(language, ofTour ? `publishing.${why}_title` : `agency.${why}_title`)
  const text = word(language, ofTour ? `publishing.${why}_text` : `agency.${why}_text`)
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
<p>${text}</p>
${languageLinks(languages, language)}
</main>
</body>
</html>
`.text
}
