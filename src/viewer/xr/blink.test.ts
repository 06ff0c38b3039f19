import { expect, it } from 'vitest'
import { Blink, closeMs } from './blink.ts'

/** Frames of 11 ms until it is open again; the next picture is sharp after `sharpAfterMs`. */
function blinked(sharpAfterMs: number) {
  const blink = new Blink()
  const frames: { at: number; darkness: number }[] = []
  let changedAt: number | undefined
  blink.close(1000, () => {
    changedAt ??= frames.length
  })
  for (let now = 1000; now === 1000 || !blink.isOpen; now += 11) {
    const darkAt = changedAt === undefined ? undefined : frames[changedAt]?.at
    frames.push({ at: now, darkness: blink.advance(now, darkAt !== undefined && now - darkAt >= sharpAfterMs) })
  }
  return { frames, changedAt: changedAt ?? -1 }
}

it('changes the scene in full darkness, and only once', () => {
  const { frames, changedAt } = blinked(0)
  expect(frames[changedAt]?.darkness).toBe(1)
  expect(frames[changedAt + 1]?.darkness).toBe(1)
  expect(frames.at(-1)?.darkness).toBe(0)
  expect((frames[changedAt]?.at ?? 0) - 1000).toBeGreaterThanOrEqual(closeMs)
})

it('closes and opens by small steps', () => {
  const { frames } = blinked(0)
  frames.forEach(({ darkness }, index) => {
    expect(Math.abs(darkness - (frames[index - 1]?.darkness ?? 0))).toBeLessThan(0.12)
  })
})

it('waits in the dark for a sharp picture, but never longer than 400 ms', () => {
  const darkMs = (sharpAfterMs: number) =>
    blinked(sharpAfterMs).frames.filter(({ darkness }) => darkness === 1).length * 11
  expect(darkMs(100)).toBeGreaterThan(darkMs(0) + 60)
  expect(darkMs(100_000)).toBeLessThan(400)
})
