// Where the browser can't draw panoramas: the pictures of the scenes with what is told in them, their names as the way from one to
// another, and a sentence that says why.
import type { Hotspot } from '#tour/hotspots.ts'
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Text } from '#tour/text.ts'
import style from './flat.css?inline'
import toldStyle from './hotspots/told.css?inline'
import { toldOf } from './hotspots/told.ts'
import { PlaceInAddress } from './place-in-address.ts'
import { adoptStyle } from './ui/adopt-style.ts'
import { make } from './ui/dom.ts'
import { LanguageSwitch } from './ui/language-switch.ts'
import scenesStyle from './ui/scenes.css?inline'
import type { Words } from './words.ts'

export function showFlatTour(
  stage: HTMLElement,
  tour: PublishedTour,
  words: Words,
  nameOf: (scene: PublishedScene) => string,
): void {
  const address = new PlaceInAddress()
  const sceneById = (id: string | undefined) => tour.scenes.find((scene) => scene.id === id)
  const content = make('div', { class: 'pv-flat-content' })
  const languages = new LanguageSwitch(tour.languages, async (language) => {
    await words.change(language)
    stage.dispatchEvent(new CustomEvent('panoqor:language', { detail: { language } }))
    draw()
  })
  let shown = sceneById(address.current?.sceneId) ?? sceneById(tour.start) ?? tour.scenes[0]

  function enter(scene: PublishedScene): void {
    if (scene === shown) return
    shown = scene
    address.push({ sceneId: scene.id })
    draw()
    // The pressed button is gone: the focus goes on with the new scene.
    content.querySelector('h2')?.focus({ preventScroll: true })
    flat.scrollTop = 0
  }

  function draw(): void {
    if (!shown) return
    stage.dataset.scene = shown.id
    stage.lang = words.language
    languages.rename(words)
    const name = nameOf(shown)
    const items = tour.scenes.map((scene) => make('li', {}, sceneButton(scene, scene === shown, nameOf(scene), enter)))
    content.replaceChildren(
      make('h1', {}, words.read(tour.title)),
      make('p', { role: 'status' }, words.say('viewer.no_webgl')),
      pictureOf(shown, name),
      make('h2', { tabindex: '-1' }, name),
      make('ul', { class: 'pv-flat-told' }, ...shown.hotspots.flatMap(told)),
      make('nav', { class: 'pv-scenes', 'aria-label': words.say('viewer.scenes') }, make('ul', {}, ...items)),
    )
  }

  /** A model has none: there is a word for what it is. */
  function pictureOf(scene: PublishedScene, alt: string): HTMLElement {
    const { thumbnailUrl } = scene
    if (thumbnailUrl || 'panorama' in scene)
      return make('img', { class: 'pv-flat-picture', src: thumbnailUrl, alt, width: '480', height: '320' })
    return make('p', {}, words.say(`viewer.${scene.kind}_not_flat`))
  }

  function told(hotspot: Hotspot): HTMLElement[] {
    const content = toldOf(hotspot, { tour, words, wayTo })
    return content.length > 0 ? [make('li', {}, ...content)] : []
  }

  function wayTo(sceneId: string, label: Text | undefined): HTMLElement | undefined {
    const target = sceneById(sceneId)
    if (!target) return undefined
    const name = words.read(label) || nameOf(target)
    const button = make('button', { type: 'button', class: 'pv-flat-link' }, words.say('viewer.go_to', { name }))
    button.addEventListener('click', () => enter(target))
    return button
  }

  const flat = make('div', { class: 'pv-flat' }, languages.element, content)
  const root = stage.getRootNode()
  for (const text of [style, scenesStyle, toldStyle]) adoptStyle(root instanceof ShadowRoot ? root : document, text)
  stage.classList.add('pv-stage')
  stage.replaceChildren(flat)
  draw()
  if (shown) address.replace({ sceneId: shown.id })
  address.onTravel(({ sceneId }) => {
    shown = sceneById(sceneId) ?? shown
    draw()
  })
}

function sceneButton(scene: PublishedScene, isShown: boolean, name: string, enter: (scene: PublishedScene) => void) {
  const button = make(
    'button',
    { type: 'button', class: 'pv-scene', 'aria-current': isShown ? 'true' : undefined },
    scene.thumbnailUrl
      ? make('img', { src: scene.thumbnailUrl, alt: '', width: '120', height: '80' })
      : make('span', { class: 'pv-scene-blank' }),
    make('span', { class: 'pv-scene-name' }, name),
  )
  button.addEventListener('click', () => enter(scene))
  return button
}
