// Where the browser can't draw panoramas: the pictures of the scenes with their names, and a sentence that says why.
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import { make } from './ui/dom.ts'
import type { Words } from './words.ts'

export function showFlatTour(
  stage: HTMLElement,
  tour: PublishedTour,
  words: Words,
  nameOf: (scene: PublishedScene) => string,
): void {
  const start = tour.scenes.find((scene) => scene.id === tour.start) ?? tour.scenes[0]
  if (!start) return
  const picture = make('img', { class: 'pv-flat-picture', src: start.thumbnailUrl, alt: nameOf(start) })
  const items = tour.scenes.map((scene) => {
    const button = make('button', { type: 'button', class: 'pv-scene' })
    button.append(
      make('img', { src: scene.thumbnailUrl, alt: '', loading: 'lazy', width: '120', height: '80' }),
      make('span', { class: 'pv-scene-name' }, nameOf(scene)),
    )
    button.addEventListener('click', () => {
      picture.src = scene.thumbnailUrl
      picture.alt = nameOf(scene)
      stage.dataset.scene = scene.id
    })
    return make('li', {}, button)
  })
  stage.dataset.scene = start.id
  stage.classList.add('pv-stage')
  stage.replaceChildren(
    make(
      'div',
      { class: 'pv-flat' },
      make('h1', {}, words.read(tour.title)),
      make('p', { role: 'status' }, words.say('viewer.no_webgl')),
      picture,
      make('nav', { class: 'pv-scenes', 'aria-label': words.say('viewer.scenes') }, make('ul', {}, ...items)),
    ),
  )
}
