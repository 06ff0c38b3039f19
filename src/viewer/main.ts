// The public page's script. Contract with the page that the server renders:
//   <main id="viewer" data-kind="page|embed" data-slug data-url>…</main>
//                                                       where the tour appears; what the server put inside (a picture, a list for
//                                                       readers without scripts) is replaced once the viewer starts
//   <script type="application/json" id="tour">          PublishedTour (src/tour/published.ts); every "<" written as \u003c
//   <script type="application/json" id="words">         { "language": "kk", "texts": { "kk": {"viewer.…": …} } }; texts of other languages
//                                                       may be there too, or are read from this page with ?lang=
//   <link rel="stylesheet" href="…/viewer.css"> and <script type="module" src="…/viewer.js"> (this file, built)
// Needs of the policy: script-src and style-src 'self', connect-src for the tiles, img-src for thumbnails. No inline code.
// A change of language is written into the address as ?lang=kk|ru|en, which the server reads.
// Tells the page around: attributes data-scene, data-settled ("true" when sharp and still), data-failed on <main>, and the events
// `panoqor:settled` {sceneId} and `panoqor:language` {language} on it. Puts nothing on window.
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Language } from '#tour/text.ts'
import { NoWebGl2 } from './engine/panorama.ts'
import { settingsFor } from './settings.ts'
import { openTour } from './tour-viewer.ts'
import { make } from './ui/dom.ts'
import './page.css'
import './viewer.css'
import './hotspots.css'
import { Words, type WordTexts } from './words.ts'

function start(): void {
  const stage = document.getElementById('viewer')
  if (!stage) return
  const { language, texts } = readJson<{ language: Language; texts: WordTexts }>('words')
  const words = new Words(language, texts, fetchTexts)
  try {
    const tour = readJson<PublishedTour>('tour')
    open(stage, tour, words)
  } catch (error) {
    stage.dataset.failed = ''
    stage.classList.add('pv-stage')
    stage.replaceChildren(make('p', { class: 'pv-flat', role: 'alert' }, words.say('viewer.cannot_open')))
    throw error
  }
}

function open(stage: HTMLElement, tour: PublishedTour, words: Words): void {
  let shown = words.language
  stage.addEventListener('panoqor:language', () => {
    if (words.language === shown) return
    shown = words.language
    rename(tour, words)
  })
  try {
    const { kind, slug, url } = stage.dataset
    const site = slug && url ? { slug, url } : undefined
    openTour(stage, tour, words, settingsFor(tour, { site, ownsAddress: true, isInPage: kind === 'embed' }))
  } catch (error) {
    if (!(error instanceof NoWebGl2)) throw error
    void openFlat(stage, tour, words)
  }
}

/** Few browsers need it: it is fetched only there. */
async function openFlat(stage: HTMLElement, tour: PublishedTour, words: Words): Promise<void> {
  const { showFlatTour } = await import('./flat.ts')
  showFlatTour(stage, tour, words, (scene) => flatName(tour, scene, words))
}

/** The page follows the language of the viewer, and the address keeps it for whoever reloads or shares. */
function rename(tour: PublishedTour, words: Words): void {
  document.documentElement.lang = words.language
  document.title = `${words.read(tour.title)} · ${tour.publisher}`
  const address = new URL(location.href)
  address.searchParams.set('lang', words.language)
  history.replaceState(history.state, '', address)
}

const flatName = (tour: PublishedTour, scene: PublishedScene, words: Words) =>
  words.read(scene.name) || words.say('viewer.unnamed_scene', { number: tour.scenes.indexOf(scene) + 1 })

/** The same page in another language holds its texts: few visitors change, and nobody else should carry them. */
async function fetchTexts(language: Language): Promise<Record<string, string>> {
  const address = new URL(location.href)
  address.searchParams.set('lang', language)
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
  const { texts }: { texts: WordTexts } = JSON.parse(page.getElementById('words')?.textContent ?? '')
  return texts[language] ?? {}
}

/** The server wrote it from checked data; the viewer does not check it again. */
function readJson<Shape>(id: string): Shape {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null')
}

start()
