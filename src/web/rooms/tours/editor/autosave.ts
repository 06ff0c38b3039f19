// The open tour as a small store: edits are shown at once and saved by themselves.
import type { Tour } from '#tour/tour.ts'
import type { TourDetail } from '../../../lib/api.ts'
import { ApiError } from '../../../lib/http.ts'
import { createStore } from '../../../lib/store.ts'
import * as drafts from './drafts.ts'
import * as editor from './editor-state.ts'
import type { Joined } from './joined.ts'
import { createSaver } from './saver.ts'

export function createTourEditor(teamId: string, detail: TourDetail) {
  const tourId = detail.id
  const canEdit = detail.abilities.edit
  const draft = canEdit ? drafts.load(tourId) : undefined
  const store = createStore(editor.openEditor(detail.document, detail.revision, draft))
  const joinedListeners = new Set<(joined: Joined) => void>()
  const onJoined = (joined: Joined) => {
    for (const listener of joinedListeners) listener(joined)
  }
  const saver = createSaver({ teamId, tourId, get: store.get, set: store.set, onJoined })
  const stopWatching = watchPage(() => void saver.save(), store.get)
  if (store.get().save.kind === 'changed') saver.changed()

  function apply(next: editor.EditorState) {
    if (next === store.get() || !canEdit) return
    store.set(next)
    saver.changed()
  }

  return {
    tourId,
    teamId,
    canEdit,
    subscribe: store.subscribe,
    state: store.get,
    /** Tells after every merge with somebody else's work. */
    onJoined: (listener: (joined: Joined) => void) => {
      joinedListeners.add(listener)
      return () => {
        joinedListeners.delete(listener)
      }
    },
    /** Changes the document; equal groups in a row are one step of undo. */
    edit: (change: (document: Tour) => Tour, group?: string) =>
      apply(editor.edit(store.get(), change(store.get().document), group)),
    endGroup: () => store.set(editor.endGroup(store.get())),
    undo: () => apply(editor.undo(store.get())),
    redo: () => apply(editor.redo(store.get())),
    save: saver.save,
    refresh: saver.refresh,
    /** Resolves when everything on screen is on the server; throws what keeps it from getting there. */
    settled: () => waitUntilSaved(saver, store.get),
    close: () => {
      stopWatching()
      saver.close()
    },
  }
}

export type TourEditor = ReturnType<typeof createTourEditor>

/** Saves when the connection returns, and when the page goes out of sight. */
function watchPage(save: () => void, state: () => editor.EditorState): () => void {
  const listeners = new AbortController()
  const options = { signal: listeners.signal }
  const online = () => state().save.kind === 'offline' && save()
  const hidden = () => document.visibilityState === 'hidden' && state().save.kind === 'changed' && save()
  window.addEventListener('online', online, options)
  document.addEventListener('visibilitychange', hidden, options)
  return () => listeners.abort()
}

const patience = { attempts: 100, pauseMs: 100 }

async function waitUntilSaved(saver: ReturnType<typeof createSaver>, state: () => editor.EditorState): Promise<void> {
  for (let attempt = 0; attempt < patience.attempts; attempt++) {
    await saver.save()
    if (saver.isIdle()) return
    const { save } = state()
    if (save.kind === 'offline') break
    if (save.kind === 'failed') throw new ApiError(422, save.code, save.details)
    await new Promise((resolve) => setTimeout(resolve, patience.pauseMs))
  }
  throw new ApiError(0, 'web.error.network')
}
