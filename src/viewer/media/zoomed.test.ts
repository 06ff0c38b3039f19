import { expect, it } from 'vitest'
import { fitted, kept, scaledAround, whole } from './zoomed.ts'

const frame = { widthPx: 400, heightPx: 300 }

it('fits a picture into its frame and never blows up a small one', () => {
  expect(fitted({ widthPx: 800, heightPx: 400 }, frame)).toEqual({ widthPx: 400, heightPx: 200 })
  expect(fitted({ widthPx: 100, heightPx: 80 }, frame)).toEqual({ widthPx: 100, heightPx: 80 })
})

it('comes closer to the point under the finger', () => {
  const closer = scaledAround(whole, 2, { x: 50, y: -20 })
  // That point lay at (50, −20) of the picture and still is drawn there.
  expect(closer.x + 50 * closer.scale).toBe(50)
  expect(closer.y + -20 * closer.scale).toBe(-20)
})

it('comes neither closer nor farther than makes sense', () => {
  expect(scaledAround(whole, 40, whole).scale).toBe(5)
  expect(scaledAround({ scale: 2, x: 0, y: 0 }, 0.1, whole).scale).toBe(1)
})

it('shows no empty room beside a picture that is larger than the frame', () => {
  const picture = { widthPx: 400, heightPx: 200 }
  expect(kept({ scale: 2, x: 999, y: -999 }, picture, frame)).toEqual({ scale: 2, x: 200, y: -50 })
  expect(kept({ scale: 1, x: 30, y: 30 }, picture, frame)).toEqual({ scale: 1, x: 0, y: 0 })
})
