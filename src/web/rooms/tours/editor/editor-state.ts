// The state of an open tour: what the server has, what is on screen, what can be undone. Pure; autosave.ts brings time and network.
import { mergeTours, sameValue } from '#tour/merge.ts'
import type { Tour } from '#tour/tour.ts'

export type SaveState =
  | { kind: 'saved' }
  | { kind: 'changed' } // will be saved in a moment
  | { kind: 'saving' }
  | { kind: 'offline' } // kept on this device, tried again by itself
  | { kind: 'failed'; code: string; details: Record<string, unknown> } // kept on this device, needs a person

export interface EditorState {
  /** What the server has, and its number. */
  base: Tour
  revision: number
  /** What is on screen. */
  document: Tour
  past: readonly Tour[]
  future: readonly Tour[]
  /** Edits of one group (typing in one field, one drag) are one step of undo. */
  group: string | undefined
  save: SaveState
}

export interface Draft {
  base: Tour
  revision: number
  document: Tour
}

const longestPast = 200

/** A draft that this device kept is merged into what the server has now. */
export function openEditor(base: Tour, revision: number, draft?: Draft): EditorState {
  const document = draft ? mergeTours(draft.base, draft.document, base) : base
  const save: SaveState = sameValue(document, base) ? { kind: 'saved' } : { kind: 'changed' }
  return { base, revision, document, past: [], future: [], group: undefined, save }
}

export function edit(state: EditorState, document: Tour, group?: string): EditorState {
  if (sameValue(document, state.document)) return state
  const continues = group !== undefined && group === state.group
  const past = continues ? state.past : [...state.past, state.document].slice(-longestPast)
  return changed({ ...state, document, past, future: [], group })
}

/** The next edit starts a new step of undo, whatever its group. */
export const endGroup = (state: EditorState): EditorState => ({ ...state, group: undefined })

export function undo(state: EditorState): EditorState {
  const document = state.past.at(-1)
  if (!document) return state
  return changed({
    ...endGroup(state),
    document,
    past: state.past.slice(0, -1),
    future: [state.document, ...state.future],
  })
}

export function redo(state: EditorState): EditorState {
  const [document, ...future] = state.future
  if (!document) return state
  return changed({ ...endGroup(state), document, past: [...state.past, state.document], future })
}

export const hasChanges = (state: EditorState) => !sameValue(state.document, state.base)

/** The server accepted `document` as `revision`; what was changed meanwhile still waits. */
export function saved(state: EditorState, document: Tour, revision: number): EditorState {
  const next = { ...state, base: document, revision }
  return { ...next, save: hasChanges(next) ? { kind: 'changed' } : { kind: 'saved' } }
}

/** Somebody else saved: their work joins what is on screen, and every step of undo, so that undoing never removes it. */
export function receive(state: EditorState, theirs: Tour, revision: number): EditorState {
  if (revision <= state.revision) return state
  const join = (document: Tour) => mergeTours(state.base, document, theirs)
  const next: EditorState = {
    ...state,
    base: theirs,
    revision,
    document: join(state.document),
    past: state.past.map(join),
    future: state.future.map(join),
  }
  return { ...next, save: hasChanges(next) ? { kind: 'changed' } : { kind: 'saved' } }
}

export const withSave = (state: EditorState, save: SaveState): EditorState => ({ ...state, save })

function changed(state: EditorState): EditorState {
  return { ...state, save: hasChanges(state) ? { kind: 'changed' } : { kind: 'saved' } }
}
