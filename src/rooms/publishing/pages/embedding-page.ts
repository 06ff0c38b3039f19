// The page that shows how a tour plays on other sites, with a live frame and a live element. Pure: data in, HTML out.
import { type Html, html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import { type Language, languages } from '#tour/text.ts'
import { languageLinks } from './language-links.ts'

export interface EmbeddingPageSettings {
  origin: string
  style: string
  script: string
  /** The tour of the examples; undefined where it isn't shown. */
  slug: string | undefined
  /** What was asked for, whether or not it is shown. */
  asked: string
}

export function embeddingPage(language: Language, settings: EmbeddingPageSettings): string {
  const { style, script, slug, asked } = settings
  const say = (key: string) => word(language, `embed.${key}`)
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('title')}</title>
<link rel="stylesheet" href="${style}">
</head>
<body class="docs">
<main>
${languageLinks(languages, language)}
<h1>${say('title')}</h1>
<p>${say('intro')}</p>
<form method="get"><label>${say('slug')} <input name="tour" value="${asked}" autocomplete="off"></label>
<input type="hidden" name="lang" value="${language}"><button>${say('show')}</button></form>
${slug ? examples(language, settings, slug) : html`<p role="status">${say('no_tour')}</p>`}
<h2>${say('parameters')}</h2>
${parameters(language)}
<p><a href="/panoqor.d.ts">panoqor.d.ts</a> · <a href="/panoqor.mjs">panoqor.mjs</a> · <a href="/embed.js">embed.js</a></p>
</main>
${slug && html`<script type="module" src="${script}"></script>`}
</body>
</html>
`.text
}

function examples(language: Language, { origin }: EmbeddingPageSettings, slug: string): Html {
  const say = (key: string) => word(language, `embed.${key}`)
  const allow = 'fullscreen; gyroscope; accelerometer; xr-spatial-tracking; clipboard-write; web-share'
  const frame = `${origin}/embed/${slug}?lang=${language}&hide=share,help`
  return html`<section>
<h2>${say('frame')}</h2>
<p>${say('frame_text')}</p>
<iframe src="${frame}" title="${say('frame')}" loading="lazy" allow="${allow}"></iframe>
<p class="docs-buttons"><button id="frame-next" type="button">${say('next_scene')}</button>
<button id="frame-turn" type="button">${say('turn')}</button></p>
<pre tabindex="0"><code>&lt;iframe src="${frame}"
  title="…" style="border:0;width:100%;aspect-ratio:16/9" loading="lazy"
  allow="${allow}"&gt;&lt;/iframe&gt;

import { connect } from '${origin}/panoqor.mjs'
const tour = await connect(document.querySelector('iframe'))
tour.on('scene', ({ id, name }) =&gt; console.log(id, name))
await tour.turnTo({ yawDegrees: 90 })</code></pre>
</section>
<section>
<h2>${say('element')}</h2>
<p>${say('element_text')}</p>
<panoqor-tour src="${origin}/t/${slug}" lang="${language}" hide="share,help"></panoqor-tour>
<p class="docs-buttons"><button id="element-hotspot" type="button">${say('press_hotspot')}</button>
<button id="element-language" type="button">${say('change_language')}</button></p>
<pre tabindex="0"><code>&lt;script src="${origin}/embed.js" async&gt;&lt;/script&gt;
&lt;panoqor-tour src="${origin}/t/${slug}" lang="${language}" hide="share,help"&gt;&lt;/panoqor-tour&gt;

document.querySelector('panoqor-tour').addEventListener('panoqor-scene', ({ detail }) =&gt; console.log(detail))</code></pre>
</section>
<section>
<h2>${say('news')}</h2>
<ol id="news" class="docs-news" aria-live="off"></ol>
</section>
<section>
<h2>oEmbed</h2>
<p>${say('oembed_text')}</p>
<pre tabindex="0"><code>GET ${origin}/api/oembed?url=${encodeURIComponent(`${origin}/t/${slug}`)}&amp;maxwidth=640</code></pre>
</section>`
}

const parameterNames = ['lang', 'hide', 'rotate', 'opening', 'scroll'] as const

const parameters = (language: Language): Html =>
  html`<dl class="docs-parameters">${parameterNames.map((name) => html`<dt><code>${name}</code></dt><dd>${word(language, `embed.parameter.${name}`)}</dd>`)}</dl>`
