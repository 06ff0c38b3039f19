// The other end of the frame's messages: for pages that show a tour in an <iframe> and want to drive it. Speaks only to the frame's
// own origin and hears only that.
import type { Language } from '#tour/text.ts'
import type { View } from '#tour/view.ts'
import type { Call } from './protocol.ts'
import type { HotspotSummary, SceneSummary, TourNews, TourState } from './remote.ts'

export type FrameNews = TourNews & { ready: TourState & { scenes: SceneSummary[] } }

export interface FramedTour {
  state(): Promise<TourState>
  scenes(): Promise<SceneSummary[]>
  hotspots(): Promise<HotspotSummary[]>
  goTo(sceneId: string, view?: View): Promise<void>
  turnTo(view: Partial<View>, durationMs?: number): Promise<void>
  setLanguage(language: Language): Promise<void>
  pressHotspot(hotspotId: string): Promise<void>
  play(guidedId?: string): Promise<void>
  pause(): Promise<void>
  /** Another tour of the same installation, in the same frame; `ready` comes again. */
  load(slug: string): Promise<void>
  on<Name extends keyof FrameNews>(name: Name, listener: (news: FrameNews[Name]) => void): () => void
  disconnect(): void
}

interface Waiting {
  done(result: unknown): void
  fail(error: Error): void
}

/** Resolves when the tour in the frame has answered. */
export async function connect(frame: HTMLIFrameElement): Promise<FramedTour> {
  const { origin } = new URL(frame.src, document.baseURI)
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(news: never) => void>>()
  let calls = 0

  function hear({ source, origin: from, data }: MessageEvent): void {
    if (source !== frame.contentWindow || from !== origin || data?.panoqor !== 1) return
    if (typeof data.event === 'string') {
      for (const listener of listeners.get(data.event) ?? []) listener(data.detail as never)
      return
    }
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.ok) asked?.done(data.result)
    else asked?.fail(new Error(String(data.error)))
  }

  function call<Result>(asked: Call): Promise<Result> {
    const id = ++calls
    return new Promise((done, fail) => {
      waiting.set(id, { done: (result) => done(result as Result), fail })
      frame.contentWindow?.postMessage({ panoqor: 1, id, ...asked }, origin)
    })
  }

  // A frame that is still loading hears nothing yet; one that loads another tour forgets who it talks to.
  const introduce = () => void call<TourState>({ call: 'hello' })
  window.addEventListener('message', hear)
  frame.addEventListener('load', introduce)
  const framed: FramedTour = {
    state: () => call({ call: 'state' }),
    scenes: () => call({ call: 'scenes' }),
    hotspots: () => call({ call: 'hotspots' }),
    goTo: (sceneId, view) => call({ call: 'goTo', sceneId, view }),
    turnTo: (view, durationMs) => call({ call: 'turnTo', view, durationMs }),
    setLanguage: (language) => call({ call: 'setLanguage', language }),
    pressHotspot: (hotspotId) => call({ call: 'pressHotspot', hotspotId }),
    play: (guidedId) => call({ call: 'play', guidedId }),
    pause: () => call({ call: 'pause' }),
    load: (slug) => call({ call: 'load', slug }),
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener as (news: never) => void))
      return () => set.delete(listener as (news: never) => void)
    },
    disconnect() {
      window.removeEventListener('message', hear)
      frame.removeEventListener('load', introduce)
    },
  }
  return new Promise((done) => {
    const end = framed.on('ready', () => {
      end()
      done(framed)
    })
    introduce()
  })
}
