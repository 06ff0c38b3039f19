// Brings an open document to the server: a moment after each change, again and again without a connection, merged on a conflict.
// What is not yet on the server is kept on this device. No edit is ever dropped.
import { api } from '../../../lib/api.ts'
import { ApiError, isTemporary } from '../../../lib/http.ts'
import * as drafts from './drafts.ts'
import * as editor from './editor-state.ts'
import { compareJoined, type Joined } from './joined.ts'

const quietMs = 600
const retryMs = [2000, 4000, 8000, 15_000, 30_000] as const

export interface Held {
  teamId: string
  tourId: string
  get: () => editor.EditorState
  set: (state: editor.EditorState) => void
  /** Hears what became of this page's document when somebody else's work joined it. */
  onJoined: (joined: Joined) => void
}

export function createSaver({ teamId, tourId, get, set, onJoined }: Held) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let inFlight = false
  let failures = 0
  let closed = false

  function schedule(delayMs: number) {
    clearTimeout(timer)
    timer = setTimeout(save, delayMs)
  }

  function changed() {
    keepDraft(tourId, get())
    if (editor.hasChanges(get())) schedule(quietMs)
  }

  async function save() {
    clearTimeout(timer)
    if (inFlight || !editor.hasChanges(get())) return
    inFlight = true
    const { document, revision } = get()
    set(editor.withSave(get(), { kind: 'saving' }))
    try {
      const answer = await api.saveTour(teamId, tourId, { revision, document })
      failures = 0
      set(editor.saved(get(), document, answer.revision))
    } catch (error) {
      await failed(error)
    } finally {
      inFlight = false
    }
    keepDraft(tourId, get())
    if (get().save.kind === 'changed') schedule(quietMs)
  }

  async function failed(error: unknown) {
    const reason = isConflict(error) ? await joinTheirs() : error
    if (!reason) return
    if (isTemporary(reason)) {
      set(editor.withSave(get(), { kind: 'offline' }))
      if (!closed) schedule(retryMs[Math.min(failures++, retryMs.length - 1)] ?? quietMs)
    } else {
      const { code, details } = reason instanceof ApiError ? reason : { code: 'web.error.page', details: {} }
      set(editor.withSave(get(), { kind: 'failed', code, details }))
    }
  }

  /** Fetches what others saved and merges it in; answers with the reason if that fails. */
  async function joinTheirs(): Promise<unknown> {
    try {
      const theirs = await api.tour(teamId, tourId)
      const before = get()
      set(editor.receive(before, theirs.document, theirs.revision))
      if (get() !== before) onJoined(compareJoined(before, theirs.document))
      if (editor.hasChanges(get())) set(editor.withSave(get(), { kind: 'changed' }))
      return undefined
    } catch (error) {
      return error
    }
  }

  return {
    changed,
    save,
    /** The server has a newer document. */
    refresh: async (revision: number) => {
      if (revision > get().revision && !inFlight) await joinTheirs()
    },
    isIdle: () => !inFlight && !editor.hasChanges(get()),
    close: () => {
      closed = true
      clearTimeout(timer)
      void save()
    },
  }
}

function keepDraft(tourId: string, state: editor.EditorState) {
  if (editor.hasChanges(state)) drafts.keep(tourId, state)
  else drafts.forget(tourId)
}

const isConflict = (error: unknown) => error instanceof ApiError && error.status === 409
