// Unsaved documents on this device, so that a closed tab or a dead connection loses nothing. Forgotten as soon as they are saved.
import type { Draft, EditorState } from './editor-state.ts'

const keyOf = (tourId: string) => `panoqor.draft.${tourId}`

export function keep(tourId: string, { base, revision, document }: EditorState) {
  try {
    const draft: Draft = { base, revision, document }
    localStorage.setItem(keyOf(tourId), JSON.stringify(draft))
  } catch {
    // The storage is full or forbidden: the document is still on screen and will be saved.
  }
}

export function load(tourId: string): Draft | undefined {
  try {
    const json = localStorage.getItem(keyOf(tourId))
    return json ? (JSON.parse(json) as Draft) : undefined
  } catch {
    return undefined
  }
}

export const forget = (tourId: string) => localStorage.removeItem(keyOf(tourId))
