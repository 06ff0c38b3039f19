// The public page's script. Contract with the page that the server renders:
//   <main id="viewer" data-kind="page|embed" data-slug data-url>…</main>
//                                                       where the tour appears; what the server put inside (a picture, a list for
//                                                       readers without scripts) is replaced once the viewer starts
//   <script type="application/json" id="tour">          PublishedTour (src/tour/published.ts); every "<" written as \u003c
//   <script type="application/json" id="words">         { "language": "kk", "texts": { "kk": {"viewer.…": …} } }; texts of other languages
//                                                       are fetched from /api/public/viewer-words/<language>
//   <link rel="stylesheet" href="…/viewer.css"> and <script type="module" src="…/viewer.js"> (this file, built)
// Needs of the policy: script-src and style-src 'self', connect-src for the tiles, img-src for thumbnails. No inline code.
// A change of language is written into the address as ?lang=kk|ru|en, which the server reads.
// Tells the page around: attributes data-scene, data-settled ("true" when sharp and still), data-failed on <main>, and the events
// `panoqor:settled` {sceneId} and `panoqor:language` {language} on it. Puts nothing on window.
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Language } from '#tour/text.ts'
import { loadWords } from './embed/load-words.ts'
import { settingsFrom } from './embed/parameters.ts'
import { NoWebGl2 } from './engine/panorama.ts'
import { settingsFor } from './settings.ts'
import { openTour, type TourViewer } from './tour-viewer.ts'
import { make } from './ui/dom.ts'
import './page.css'
import './viewer.css'
import './hotspots.css'
import { Words, type WordTexts } from './words.ts'

function start(): void {
  const stage = document.getElementById('viewer')
  if (!stage) return
  const { language, texts } = readJson<{ language: Language; texts: WordTexts }>('words')
  const words = new Words(language, texts, (each) => loadWords(new URL(location.href), each))
  try {
    const tour = readJson<PublishedTour>('tour')
    open(stage, tour, words)
  } catch (error) {
    stage.dataset.failed = ''
    stage.classList.add('pv-stage')
    stage.replaceChildren(make('p', { class: 'pv-failed', role: 'alert' }, words.say('viewer.cannot_open')))
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
    const asked = settingsFrom(new URLSearchParams(location.search))
    const page = { site, ownsAddress: true, isInPage: kind === 'embed', ...asked }
    const viewer = openTour(stage, tour, words, settingsFor(tour, page))
    if (window.parent !== window) hearHost(viewer)
  } catch (error) {
    if (!(error instanceof NoWebGl2)) throw error
    void openFlat(stage, tour, words)
  }
}

/** A page around the frame may drive the tour; what it says before that code is here waits. */
function hearHost(viewer: TourViewer): void {
  const waiting: MessageEvent[] = []
  const wait = (message: MessageEvent) => void waiting.push(message)
  window.addEventListener('message', wait)
  void import('./embed/frame.ts').then(({ listenToHost }) => {
    window.removeEventListener('message', wait)
    listenToHost(viewer, waiting)
  })
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

/** The server wrote it from checked data; the viewer does not check it again. */
function readJson<Shape>(id: string): Shape {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null')
}

start()
