// A tour inside somebody's frame, driven by messages. Only the window around may speak, and it is answered at the very origin from
// which it introduced itself; nothing is ever sent to just anybody.
import type { TourViewer } from '../tour-viewer.ts'
import { CallError } from './call-error.ts'
import { type Answer, type Call, type CallId, callIn, idOf, isOurs, protocolVersion } from './protocol.ts'
import { Remote } from './remote.ts'

/** Returns the function that ends the conversation. `waiting`: messages that came before this code did. */
export function listenToHost(viewer: TourViewer, waiting: readonly MessageEvent[]): () => void {
  const remote = new Remote(viewer)
  let host: string | undefined
  const tell = (message: object) => {
    if (host) window.parent.postMessage({ panoqor: protocolVersion, ...message }, host)
  }
  const endNews = remote.listen((event, detail) => tell({ event, detail }))

  async function hear(message: MessageEvent): Promise<void> {
    if (message.source !== window.parent || !isOurs(message.data) || !('call' in message.data)) return
    // Frames without an origin (sandboxed pages, local files) could not be told apart from any other.
    if (message.origin === 'null') return
    const id = idOf(message.data)
    const answer = await answerTo(remote, message.data).then(
      (result): Answer => ({ panoqor: 1, id, ok: true, result }),
      (error: unknown): Answer => failure(id, error),
    )
    if (message.data.call === 'hello') {
      host = message.origin
      tell({ event: 'ready', detail: { ...remote.state(), scenes: remote.scenes() } })
    }
    window.parent.postMessage(answer, message.origin)
  }

  const listener = (message: MessageEvent) => void hear(message)
  window.addEventListener('message', listener)
  for (const message of waiting) listener(message)
  return () => {
    window.removeEventListener('message', listener)
    endNews()
  }
}

function failure(id: CallId | undefined, error: unknown): Answer {
  if (!(error instanceof CallError)) throw error
  return { panoqor: 1, id, ok: false, error: error.code }
}

async function answerTo(remote: Remote, message: Record<string, unknown>): Promise<unknown> {
  return carryOut(remote, callIn(message))
}

function carryOut(remote: Remote, call: Call): unknown {
  switch (call.call) {
    case 'hello':
    case 'state':
      return remote.state()
    case 'scenes':
      return remote.scenes()
    case 'hotspots':
      return remote.hotspots()
    case 'goTo':
      return remote.goTo(call.sceneId, call.view)
    case 'turnTo':
      return remote.turnTo(call.view, call.durationMs)
    case 'setLanguage':
      return remote.setLanguage(call.language)
    case 'pressHotspot':
      return remote.pressHotspot(call.hotspotId)
    case 'play':
      return remote.play(call.guidedId)
    case 'pause':
      return remote.pause()
    case 'load':
      return void openOther(call.slug)
  }
}

/** Another tour of this installation in the same frame; the page around introduces itself to it again. */
function openOther(slug: string): void {
  const address = new URL(location.href)
  address.pathname = `/embed/${encodeURIComponent(slug)}`
  address.hash = ''
  // After the answer has left.
  setTimeout(() => location.replace(address))
}
