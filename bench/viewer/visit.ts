// One visit, from the request of the page to the moment at which nothing changes any more; nobody touches it.
import { gzipSync } from 'node:zlib'
import { decodeImage, psnr } from '#test/support/reference-cube.ts'
import type { Pixels } from '#test/support/synthetic-photo.ts'
import { serveOnWire, type WireFile } from '../visit/wire-server.ts'
import { appearanceOf, startFilm } from './film.ts'
import { watchTraffic } from './traffic.ts'
import { openVisitor, type profiles } from './visitor.ts'

export interface Visit {
  firstMs: number
  sharpMs: number
  /** Received up to the sharp picture. */
  bytes: number
  requests: number
  /** Scripts and styles that the visit asked for, each in gzip. */
  gzipBytes: number
  /** Of the last picture, against the panorama projected exactly. */
  decibels: number
  timeline: ReturnType<ReturnType<typeof watchTraffic>['timeline']>
}

const restMs = 2000
const longestMs = 300_000
/** Below, it is not the picture that was asked for, and its times mean nothing. */
const leastDecibels = 18

export async function visit(
  profile: (typeof profiles)[keyof typeof profiles],
  files: ReadonlyMap<string, WireFile>,
  truth: Pixels,
): Promise<Visit> {
  const server = await serveOnWire(files)
  const visitor = await openVisitor(profile.screen, { network: profile.network })
  try {
    const traffic = watchTraffic(visitor.cdp)
    const film = await startFilm(visitor.cdp)
    const until = Date.now() + longestMs
    await visitor.page.goto(server.url, { timeout: longestMs, waitUntil: 'commit' })
    for (;;) {
      await new Promise((wait) => setTimeout(wait, 100))
      const stillSince = Math.max(film.changedAtMs(), traffic.quietSinceMs() ?? Date.now())
      if (Date.now() - stillSince > restMs) break
      if (Date.now() > until) throw new Error('the page did not come to rest')
    }
    const decibels = psnr(await decodeImage(await visitor.page.screenshot()), truth)
    if (decibels < leastDecibels) throw new Error(`a wrong picture: ${decibels.toFixed(1)} dB`)
    const { firstAtMs, sharpAtMs } = await appearanceOf(await film.stop(), traffic.beganAtMs())
    return {
      firstMs: firstAtMs - traffic.beganAtMs(),
      sharpMs: sharpAtMs - traffic.beganAtMs(),
      bytes: traffic.bytesUntil(sharpAtMs),
      requests: traffic.requestsUntil(sharpAtMs),
      gzipBytes: gzipOf(traffic.paths(), files),
      decibels,
      timeline: traffic.timeline(),
    }
  } finally {
    await visitor.close()
    await server.close()
  }
}

function gzipOf(paths: string[], files: ReadonlyMap<string, WireFile>): number {
  return [...new Set(paths)].reduce((sum, path) => {
    const file = files.get(path)
    const isCode = file && /^text\/(javascript|css)/.test(file.type)
    return sum + (isCode ? gzipSync(file.body, { level: 9 }).length : 0)
  }, 0)
}
