// What was on the screen when: the browser's screencast, which sends every frame it shows with the time of its showing, in all
// device pixels. It costs every engine the same read-back and a JPEG in another process, and nothing on the page's own thread.
import type { CDPSession } from 'playwright-core'
import sharp from 'sharp'

export interface Film {
  /** Epoch milliseconds since which the picture is what it is. */
  changedAtMs(): number
  stop(): Promise<Frame[]>
}

export interface Frame {
  atMs: number
  jpeg: string
}

export interface Appearance {
  /** Of the first frame with right pixels, and of the one from which on all equal the last. */
  firstAtMs: number
  sharpAtMs: number
  frames: number
}

/** Mean difference of a channel, of 255, up to which two frames count as equal. At 1 a phone's frame passed with its outer tiles
 * still coarse; equal pictures differ by 0 here, because the same picture always makes the same JPEG. */
const equal = 0.25
const smallPx = 32

export async function startFilm(cdp: CDPSession): Promise<Film> {
  const frames: Frame[] = []
  let changedAtMs = Date.now()
  cdp.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    // The session may be over before the answer.
    cdp.send('Page.screencastFrameAck', { sessionId }).catch(() => {})
    if (frames.at(-1)?.jpeg === data) return
    changedAtMs = Date.now()
    frames.push({ atMs: (metadata.timestamp ?? Date.now() / 1000) * 1000, jpeg: data })
  })
  await cdp.send('Page.startScreencast', { format: 'jpeg', quality: 90 })
  return {
    changedAtMs: () => changedAtMs,
    async stop() {
      await cdp.send('Page.stopScreencast')
      // They are packed side by side, and come in the order in which they are ready.
      return frames.sort((a, b) => a.atMs - b.atMs)
    },
  }
}

/** Frames since `fromMs` against the last one. */
export async function appearanceOf(all: Frame[], fromMs: number): Promise<Appearance> {
  const frames = all.filter(({ atMs }) => atMs >= fromMs)
  const last = frames.at(-1)
  if (!last) throw new Error('nothing was shown')
  const whole = await pixelsOf(last)
  let sharpest = frames.length - 1
  for (let index = frames.length - 2; index >= 0; index--) {
    const frame = frames[index]
    if (!frame || difference(await pixelsOf(frame), whole) >= equal) break
    sharpest = index
  }
  const small = await pixelsOf(last, smallPx)
  const near = distanceFromBlank(small) / 2
  let first = sharpest
  for (let index = 0; index < sharpest; index++) {
    const frame = frames[index]
    if (!frame || difference(await pixelsOf(frame, smallPx), small) >= near) continue
    first = index
    break
  }
  return {
    firstAtMs: frames[first]?.atMs ?? last.atMs,
    sharpAtMs: frames[sharpest]?.atMs ?? last.atMs,
    frames: frames.length,
  }
}

/** How far the picture is from the one colour that is nearest to it: no empty page comes closer. */
function distanceFromBlank(pixels: Uint8Array): number {
  const middle = [0, 1, 2].map((channel) => {
    const values = pixels.filter((_, index) => index % 3 === channel).sort()
    return values[values.length >> 1] ?? 0
  })
  return difference(
    pixels,
    pixels.map((_, index) => middle[index % 3] ?? 0),
  )
}

function difference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += Math.abs((a[index] ?? 0) - (b[index] ?? 0))
  return sum / a.length
}

async function pixelsOf({ jpeg }: Frame, widthPx?: number): Promise<Uint8Array> {
  const picture = sharp(Buffer.from(jpeg, 'base64'))
  return (widthPx ? picture.resize(widthPx) : picture).removeAlpha().raw().toBuffer()
}
