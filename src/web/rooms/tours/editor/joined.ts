// What became of the document on screen when somebody else's work joined it, as far as the person should hear of it. Pure.
import { mergeTours, sameValue } from '#tour/merge.ts'
import type { Scene, Tour } from '#tour/tour.ts'
import type { EditorState } from './editor-state.ts'

export interface Joined {
  /** Both sides changed one and the same value: this side's stayed. */
  overruled: boolean
  /** Scenes that were on this screen and that the other side deleted. */
  deleted: Scene[]
  /** The document as it was on this screen. */
  before: Tour
}

export function compareJoined({ base, document }: Pick<EditorState, 'base' | 'document'>, theirs: Tour): Joined {
  const joined = mergeTours(base, document, theirs)
  // The merge prefers its first side wherever both changed one value, and nowhere else.
  const other = mergeTours(base, theirs, document)
  return {
    overruled: !sameValue(inOneOrder(joined), inOneOrder(other)),
    deleted: document.scenes.filter(
      ({ id }) => base.scenes.some((scene) => scene.id === id) && !joined.scenes.some((scene) => scene.id === id),
    ),
    before: document,
  }
}

/** Two orders of the same things are no loss to anybody. */
function inOneOrder(tour: Tour): Tour {
  const scenes = tour.scenes.map((scene) => ({ ...scene, hotspots: scene.hotspots.toSorted(byId) })).toSorted(byId)
  return { ...tour, scenes }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
