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
