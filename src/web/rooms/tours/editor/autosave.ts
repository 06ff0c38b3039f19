// The open tour as a small store: edits are shown at once, kept on this device at once and saved a moment later. On a conflict the
// other document is fetched and merged; without a connection it tries again by itself. No edit is ever dropped.
import type { Tour } from '#tour/tour.ts'
import { api, type TourDetail } from '../../../lib/api.ts'
import { ApiError, isTemporary } from '../../../lib/http.ts'
import * as drafts from './drafts.ts'
import * as editor from './editor-state.ts'

const quietMs = 600
const retryMs = [2000, 4000, 8000, 15_000, 30_000] as const

export function createTourEditor(teamId: string, detail: TourDetail) {
  const tourId = detail.id
  const canEdit = detail.abilities.edit
  let state = editor.openEditor(detail.document, detail.revision, canEdit ? drafts.load(tourId) : undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  let inFlight = false
  let failures = 0
  let closed = false
  const listeners = new Set<() => void>()

  function set(next: editor.EditorState) {
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }

  /** After every change of the document: keep it here, save it soon. */
  function changed(next: editor.EditorState) {
    if (next === state || !canEdit) return
    set(next)
    if (editor.hasChanges(state)) {
      drafts.keep(tourId, state)
      schedule(quietMs)
    } else {
      drafts.forget(tourId)
    }
  }

  function schedule(delayMs: number) {
    clearTimeout(timer)
    timer = setTimeout(save, delayMs)
  }

  async function save() {
    clearTimeout(timer)
    if (inFlight || !editor.hasChanges(state)) return
    inFlight = true
    const { document, revision } = state
    set(editor.withSave(state, { kind: 'saving' }))
    try {
      const answer = await api.saveTour(teamId, tourId, { revision, document })
      failures = 0
      set(editor.saved(state, document, answer.revision))
      if (!editor.hasChanges(state)) drafts.forget(tourId)
      else drafts.keep(tourId, state)
    } catch (error) {
      await failed(error)
    } finally {
      inFlight = false
    }
    if (state.save.kind === 'changed') schedule(quietMs)
  }

  async function failed(error: unknown) {
    if (error instanceof ApiError && error.status === 409) {
      try {
        const theirs = await api.tour(teamId, tourId)
        set(editor.receive(state, theirs.document, theirs.revision))
        set(editor.withSave(state, { kind: 'changed' }))
        drafts.keep(tourId, state)
        return
      } catch (second) {
        error = second
      }
    }
    if (isTemporary(error)) {
      set(editor.withSave(state, { kind: 'offline' }))
      if (!closed) schedule(retryMs[Math.min(failures++, retryMs.length - 1)] ?? 30_000)
    } else {
      const { code, details } = error instanceof ApiError ? error : { code: 'web.error.page', details: {} }
      set(editor.withSave(state, { kind: 'failed', code, details }))
    }
  }

  const online = () => {
    if (state.save.kind === 'offline') void save()
  }
  const hidden = () => {
    if (document.visibilityState === 'hidden' && state.save.kind === 'changed') void save()
  }
  window.addEventListener('online', online)
  document.addEventListener('visibilitychange', hidden)
  if (state.save.kind === 'changed') schedule(quietMs)

  return {
    tourId,
    teamId,
    canEdit,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    /** Changes the document; equal groups in a row are one step of undo. */
    edit: (change: (document: Tour) => Tour, group?: string) =>
      changed(editor.edit(state, change(state.document), group)),
    endGroup: () => set(editor.endGroup(state)),
    undo: () => changed(editor.undo(state)),
    redo: () => changed(editor.redo(state)),
    save,
    /** Resolves when everything on screen is on the server; throws what keeps it from getting there. */
    settled: async () => {
      for (let attempt = 0; attempt < 10; attempt++) {
        if (!inFlight && !editor.hasChanges(state)) return
        if (!inFlight) await save()
        else await new Promise((resolve) => setTimeout(resolve, 100))
        if (state.save.kind === 'offline') throw new ApiError(0, 'web.error.network')
        if (state.save.kind === 'failed') throw new ApiError(422, state.save.code, state.save.details)
      }
      throw new ApiError(0, 'web.error.network')
    },
    /** The server has a newer document. */
    refresh: async (revision: number) => {
      if (revision <= state.revision || inFlight) return
      const theirs = await api.tour(teamId, tourId).catch(() => undefined)
      // A save of ours may have finished meanwhile; receive() ignores what is not newer.
      if (theirs && !inFlight) set(editor.receive(state, theirs.document, theirs.revision))
    },
    close: () => {
      closed = true
      clearTimeout(timer)
      window.removeEventListener('online', online)
      document.removeEventListener('visibilitychange', hidden)
      if (editor.hasChanges(state)) void save()
    },
  }
}

export type TourEditor = ReturnType<typeof createTourEditor>
