// What came over the network when, as the browser itself counts it: heads and packed bodies. Times are epoch milliseconds.
import type { CDPSession } from 'playwright-core'

export interface Traffic {
  /** When the first request, that of the page, went out. */
  beganAtMs(): number
  /** Since when nothing has been under way; undefined while something is. */
  quietSinceMs(): number | undefined
  bytesUntil(atMs: number): number
  requestsUntil(atMs: number): number
  /** Paths of everything that was asked for. */
  paths(): string[]
  timeline(): { path: string; askedMs: number; endedMs: number | undefined; bytes: number }[]
}

interface Exchange {
  path: string
  askedAtMs: number
  endedAtMs?: number
  bytes: number
  /** What had come by when, until the total is known. */
  parts: { atMs: number; bytes: number }[]
}

export function watchTraffic(cdp: CDPSession): Traffic {
  const exchanges = new Map<string, Exchange>()
  let beganAtMs = Number.NaN
  let offsetMs = 0
  let touchedAtMs = Date.now()
  const atMs = (timestamp: number) => timestamp * 1000 + offsetMs
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime }) => {
    if (!request.url.startsWith('http')) return
    touchedAtMs = Date.now()
    if (Number.isNaN(beganAtMs)) {
      beganAtMs = wallTime * 1000
      offsetMs = (wallTime - timestamp) * 1000
    }
    exchanges.set(requestId, { path: new URL(request.url).pathname, askedAtMs: atMs(timestamp), bytes: 0, parts: [] })
  })
  const came = (requestId: string, timestamp: number, bytes: number) =>
    exchanges.get(requestId)?.parts.push({ atMs: atMs(timestamp), bytes })
  cdp.on('Network.responseReceived', ({ requestId, timestamp, response }) =>
    came(requestId, timestamp, response.encodedDataLength),
  )
  cdp.on('Network.dataReceived', ({ requestId, timestamp, encodedDataLength }) =>
    came(requestId, timestamp, encodedDataLength),
  )
  const ended = (requestId: string, timestamp: number, bytes?: number) => {
    touchedAtMs = Date.now()
    const exchange = exchanges.get(requestId)
    if (!exchange) return
    exchange.endedAtMs = atMs(timestamp)
    exchange.bytes = bytes ?? exchange.parts.reduce((sum, part) => sum + part.bytes, 0)
  }
  cdp.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) =>
    ended(requestId, timestamp, encodedDataLength),
  )
  cdp.on('Network.loadingFailed', ({ requestId, timestamp }) => ended(requestId, timestamp))
  const all = () => [...exchanges.values()]
  return {
    beganAtMs: () => beganAtMs,
    quietSinceMs: () => (all().every(({ endedAtMs }) => endedAtMs !== undefined) ? touchedAtMs : undefined),
    bytesUntil: (time) => all().reduce((sum, exchange) => sum + bytesOf(exchange, time), 0),
    requestsUntil: (time) => all().filter(({ askedAtMs }) => askedAtMs <= time).length,
    paths: () => all().map(({ path }) => path),
    timeline: () =>
      all().map(({ path, askedAtMs, endedAtMs, bytes }) => ({
        path,
        askedMs: askedAtMs - beganAtMs,
        endedMs: endedAtMs === undefined ? undefined : endedAtMs - beganAtMs,
        bytes,
      })),
  }
}

function bytesOf({ endedAtMs, bytes, parts }: Exchange, untilMs: number): number {
  if (endedAtMs !== undefined && endedAtMs <= untilMs) return bytes
  return parts.filter(({ atMs }) => atMs <= untilMs).reduce((sum, part) => sum + part.bytes, 0)
}
