import { expect, it } from 'vitest'
import { Foresight } from './foresight.ts'

const at = (yawDegrees: number) => ({ yawDegrees, pitchDegrees: 0, fovDegrees: 90 })

it('looks ahead of a turning view, across the back too', () => {
  const foresight = new Foresight()
  for (let step = 0; step < 20; step++) foresight.note(at(160 + step), 1000 + step * 16)
  const ahead = foresight.ahead(at(179))
  expect(ahead?.yawDegrees).toBeGreaterThan(-170)
  expect(ahead?.yawDegrees).toBeLessThan(-155)
})

it('expects nothing of a view at rest, after a pause or after a jump', () => {
  const foresight = new Foresight()
  foresight.note(at(0), 1000)
  foresight.note(at(0), 1016)
  expect(foresight.ahead(at(0))).toBeUndefined()
  foresight.note(at(90), 3000)
  expect(foresight.ahead(at(90))).toBeUndefined()
  foresight.note(at(92), 3016)
  foresight.forget()
  expect(foresight.ahead(at(92))).toBeUndefined()
})

it('tells fast turns from slow ones and from jumps, and forgets them soon after they end', () => {
  const turned = (degreesPerFrame: number) => {
    const foresight = new Foresight()
    for (let frame = 0; frame < 10; frame++) foresight.note(at(frame * degreesPerFrame), 1000 + frame * 16)
    return foresight
  }
  expect([turned(0.1), turned(0.3), turned(1), turned(60)].map(({ isTurning }) => isTurning)).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect([turned(0.3), turned(1), turned(60)].map(({ isFast }) => isFast)).toEqual([false, true, false])
  const ended = turned(1)
  for (let frame = 10; frame < 13; frame++) ended.note(at(9), 1000 + frame * 16)
  expect(ended.isFast).toBe(false)
})
