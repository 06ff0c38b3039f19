// The tour in words: its rooms by level, where they lead and what is told in them, the facts of the property and how to reach the
// publisher. What search engines read, and what is left without WebGL or scripts. Pure: data in, HTML out.
import { type Html, html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import { legalKinds, pageNames } from '#rooms/legal/contract.ts'
import { contactLinks } from '#tour/contact-links.ts'
import { factsInWords } from '#tour/facts-in-words.ts'
import { textIn } from '#tour/fallback.ts'
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Language } from '#tour/text.ts'
import { hotspotTwin } from './hotspot-twin.ts'
import { languageLinks } from './language-links.ts'

export function tourTwin(manifest: PublishedTour, language: Language, agencyUrl?: string): Html {
  const description = textIn(manifest.description, language)
  const groups = byLevel(manifest)
  return html`<article class="twin">
${languageLinks(manifest.languages, language)}
<h1>${textIn(manifest.title, language)}</h1>
${paragraphs(description)}
<p>${agencyUrl ? html`<a href="${agencyUrl}?lang=${language}">${manifest.publisher}</a>` : manifest.publisher}</p>
${facts(manifest, language)}
${contact(manifest, language)}
<nav aria-label="${word(language, 'viewer.scenes')}"><ol>
${groups.flatMap(({ scenes }) => scenes.map((scene) => html`<li><a href="#${placeOf(scene)}">${nameOf(manifest, scene, language)}</a></li>`))}
</ol></nav>
${groups.map(({ level, scenes }) => {
  const name = textIn(level?.name, language)
  return html`${name && html`<h2>${name}</h2>`}
${scenes.map((scene) => sceneTwin(manifest, scene, language, name !== ''))}`
})}
<footer>${legalKinds.filter((kind) => kind !== 'consent').map((kind) => html`<a href="/${language}/${pageNames[kind]}">${word(language, `legal.kind.${kind}`)}</a> `)}</footer>
</article>`
}

/** The same fragment that the viewer understands: without it, it leads to the scene's own section. */
const placeOf = ({ id }: PublishedScene) => `scene=${encodeURIComponent(id)}`

function byLevel({ scenes, levels = [] }: PublishedTour) {
  const groups = levels.map((level) => ({ level, scenes: scenes.filter(({ levelId }) => levelId === level.id) }))
  const others = scenes.filter(({ levelId }) => !levels.some(({ id }) => id === levelId))
  return [...groups, { level: undefined, scenes: others }].filter((group) => group.scenes.length > 0)
}

function nameOf({ scenes }: PublishedTour, scene: PublishedScene, language: Language): string {
  return textIn(scene.name, language) || word(language, 'viewer.unnamed_scene', { number: scenes.indexOf(scene) + 1 })
}

function sceneTwin(manifest: PublishedTour, scene: PublishedScene, language: Language, isOnLevel: boolean): Html {
  const name = nameOf(manifest, scene, language)
  return html`<section id="${`scene=${scene.id}`}">
${isOnLevel ? html`<h3>${name}</h3>` : html`<h2>${name}</h2>`}
${picture(scene, name)}
${!('panorama' in scene) && html`<p>${word(language, `viewer.${scene.kind}_not_flat`)}</p>`}
${paragraphs(textIn(scene.description, language))}
${scene.hotspots.length > 0 && html`<ul>${scene.hotspots.map((hotspot) => html`<li>${hotspotTwin(manifest, hotspot, language)}</li>`)}</ul>`}
</section>`
}

/** Only for readers without scripts: the others would fetch it before the first tiles, and never see it. */
const picture = ({ thumbnailUrl }: PublishedScene, name: string): Html | false =>
  thumbnailUrl !== '' &&
  html`<noscript><img src="${thumbnailUrl}" alt="${name}" width="480" height="320" loading="lazy"></noscript>`

function facts({ property }: PublishedTour, language: Language): Html | false {
  const rows = property ? factsInWords(property, language, (key, values) => word(language, key, values)) : []
  return (
    rows.length > 0 &&
    html`<dl>${rows.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
  )
}

const wayKeys = {
  phone: 'viewer.call',
  whatsapp: 'viewer.whatsapp',
  telegram: 'viewer.telegram',
  email: 'viewer.email',
} as const

function contact({ contact }: PublishedTour, language: Language): Html | false {
  const links = contact ? contactLinks(contact) : []
  if (links.length === 0) return false
  const items = links.map(
    ({ way, href, text }) => html`<li>${word(language, wayKeys[way])}: <a href="${href}">${text}</a></li>`,
  )
  return html`<section><h2>${word(language, 'viewer.contact')}</h2>${contact?.name && html`<p>${contact.name}</p>`}<ul>${items}</ul></section>`
}

const paragraphs = (text: string): Html[] =>
  text.split(/\n{2,}/).flatMap((part) => (part.trim() ? [html`<p>${part.trim()}</p>`] : []))
