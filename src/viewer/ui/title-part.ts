// The name of the tour and of the scene, in the upper corner.
import type { MakePart } from '../stage.ts'
import { make } from './dom.ts'

export const titlePart: MakePart = (stage) => {
  const title = make('h1', { class: stage.shows('title') ? 'pv-title pv-pill' : 'pv-spoken' })
  stage.element.append(title)
  const write = () =>
    title.replaceChildren(
      make('span', { class: 'pv-tour-name' }, stage.words.read(stage.tour.title)),
      make('span', {}, stage.nameOf(stage.scene)),
    )
  stage.on('scene', write)
  return { rename: write }
}
