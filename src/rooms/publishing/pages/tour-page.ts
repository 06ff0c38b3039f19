// The public page of a tour: one response that holds the manifest, the viewer's tags and a twin of the tour in plain text, which
// works without WebGL or scripts and is what search engines read. Pure: data in, HTML out.
import { type Html, html, jsonScript } from '#platform/html.ts'
import { word, wordsUnder } from '#platform/words.ts'
import type { ShownTour } from '#rooms/publishing/shown.ts'
import { textIn } from '#tour/fallback.ts'
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import { type Language, languages } from '#tour/text.ts'
import { hotspotTwin } from './hotspot-twin.ts'
import { languageLinks } from './language-links.ts'

/** Where the built viewer is: URLs of its script and its style. */
export interface ViewerAssets {
  script: string
  style: string
}

export interface TourPageSettings {
  /** Scheme and host of this installation, for the absolute links that previews of other sites need. */
  origin: string
  assets: ViewerAssets
  kind: 'page' | 'embed'
}

/** The part of a shown tour that its page tells. */
export type ToldTour = Pick<ShownTour, 'slug' | 'manifest' | 'manifestText'>

export function tourPage(tour: ToldTour, language: Language, settings: TourPageSettings): string {
  const { manifest } = tour
  const title = textIn(manifest.title, language)
  const description =
    textIn(manifest.description, language) ||
    word(language, 'publishing.page_description', { publisher: manifest.publisher })
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${title} · ${manifest.publisher}</title>
<meta name="description" content="${description}">
<meta name="theme-color" content="#101418">
${settings.kind === 'page' ? social(tour, language, settings, { title, description }) : html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${settings.assets.style}">
<link rel="modulepreload" href="${settings.assets.script}">
</head>
<body>
<main id="viewer" data-kind="${settings.kind}">
${twin(manifest, language, title)}
</main>
${jsonScript('tour', tour.manifestText)}
${jsonScript('words', { language, texts: Object.fromEntries(languages.map((each) => [each, wordsUnder('viewer.', each)])) })}
<script type="module" src="${settings.assets.script}"></script>
</body>
</html>
`.text
}

function social(
  tour: ToldTour,
  language: Language,
  { origin }: TourPageSettings,
  texts: { title: string; description: string },
): Html {
  const { manifest, slug } = tour
  const url = `${origin}/t/${slug}`
  const start = manifest.scenes.find((scene) => scene.id === manifest.start) ?? manifest.scenes[0]
  const picture = `${origin}${start && 'panorama' in start ? start.panorama.tilesUrl : ''}poster.jpg`
  return html`<link rel="canonical" href="${url}?lang=${language}">
${languages.map((each) => html`<link rel="alternate" hreflang="${each}" href="${url}?lang=${each}">`)}
<link rel="alternate" hreflang="x-default" href="${url}">
<meta property="og:type" content="website">
<meta property="og:title" content="${texts.title}">
<meta property="og:description" content="${texts.description}">
<meta property="og:url" content="${url}">
<meta property="og:image" content="${picture}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="800">
<meta property="og:site_name" content="${manifest.publisher}">
<meta name="twitter:card" content="summary_large_image">
${jsonScript('', structuredData(manifest, language, url, picture, texts), 'application/ld+json')}`
}

const structuredData = (
  manifest: PublishedTour,
  language: Language,
  url: string,
  picture: string,
  { title, description }: { title: string; description: string },
) => ({
  '@context': 'https://schema.org',
  '@type': 'WebPage',
  name: title,
  description,
  url,
  inLanguage: language,
  primaryImageOfPage: { '@type': 'ImageObject', contentUrl: picture },
  publisher: { '@type': 'Organization', name: manifest.publisher },
})

/** The tour in words: its rooms, where they lead and what is told in them. */
function twin(manifest: PublishedTour, language: Language, title: string): Html {
  const description = textIn(manifest.description, language)
  return html`<article class="twin">
${languageLinks(manifest.languages, language)}
<h1>${title}</h1>
${description && html`<p>${description}</p>`}
<p>${manifest.publisher}</p>
<nav aria-label="${word(language, 'viewer.scenes')}"><ol>
${manifest.scenes.map((scene) => html`<li><a href="#scene=${encodeURIComponent(scene.id)}">${textIn(scene.name, language)}</a></li>`)}
</ol></nav>
${manifest.scenes.map((scene) => sceneTwin(manifest, scene, language))}
</article>`
}

function sceneTwin(manifest: PublishedTour, scene: PublishedScene, language: Language): Html {
  const name = textIn(scene.name, language)
  return html`<section>
<h2>${name}</h2>
<img src="${scene.thumbnailUrl}" alt="${name}" width="480" height="320" loading="lazy">
<ul>${scene.hotspots.map((hotspot) => html`<li>${hotspotTwin(manifest, hotspot, language)}</li>`)}</ul>
</section>`
}
