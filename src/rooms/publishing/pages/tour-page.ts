// The public page of a tour: one response that holds the manifest, the viewer's tags and a twin of the tour in plain text, which
// works without WebGL or scripts and is what search engines read. Pure: data in, HTML out.
import { type Html, html, jsonScript } from '#platform/html.ts'
import { word, wordsUnder } from '#platform/words.ts'
import { pageNames } from '#rooms/legal/contract.ts'
import type { ShownTour } from '#rooms/publishing/shown.ts'
import { textIn } from '#tour/fallback.ts'
import { type Language, languages } from '#tour/text.ts'
import { pageManifest } from './page-manifest.ts'
import { structuredData } from './structured-data.ts'
import { tourTwin } from './tour-twin.ts'

/** Where the built viewer is: URLs of its script and its style. */
export interface ViewerAssets {
  script: string
  style: string
  /** What the script imports at once: asked for together with it. */
  imports?: readonly string[]
}

export interface TourPageSettings {
  /** Scheme and host of this installation, for the absolute links that previews of other sites need. */
  origin: string
  assets: ViewerAssets
  kind: 'page' | 'embed'
}

/** The part of a shown tour that its page tells. */
export type ToldTour = Pick<ShownTour, 'slug' | 'manifest' | 'agencySlug'>

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
${settings.assets.imports?.map((url) => html`<link rel="modulepreload" href="${url}">`)}
</head>
<body>
<main id="viewer" data-kind="${settings.kind}" data-slug="${tour.slug}" data-url="${settings.origin}/t/${tour.slug}">
${tourTwin(manifest, language, tour.agencySlug && `/agency/${tour.agencySlug}`)}
</main>
${jsonScript('tour', pageManifest(manifest))}
${jsonScript('words', { language, texts: { [language]: wordsUnder('viewer.', language) } })}
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
<link rel="alternate" type="application/json+oembed" title="${texts.title}" href="${origin}/api/oembed?url=${encodeURIComponent(url)}">
<link rel="terms-of-service" href="/${language}/${pageNames.terms}">
<link rel="privacy-policy" href="/${language}/${pageNames.privacy}">
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
${jsonScript('', structuredData(manifest, language, { ...texts, url, picture, publisherUrl: tour.agencySlug && `${origin}/agency/${tour.agencySlug}` }), 'application/ld+json')}`
}
