// Guided tours and their steps.
import { describe, expect, it } from 'vitest'
import { emptyTour, type GuidedTour, type Tour } from '#tour/tour.ts'
import {
  addGuided,
  addStep,
  changeStep,
  findGuided,
  moveStep,
  removeGuided,
  removeStep,
  secondsOf,
  withNarration,
} from './guided-edits.ts'

const view = { yawDegrees: 12.345, pitchDegrees: -3.21, fovDegrees: 90.04 }
const tour = ['a', 'b', 'c'].reduce(
  (then, id) => addStep(then, 'way', { id, sceneId: 'hall', view }),
  addGuided(emptyTour('Flat', 'en'), 'way'),
)
const guidedOf = (one: Tour): GuidedTour => {
  const guided = findGuided(one, 'way')
  if (!guided) throw new Error('no guided tour')
  return guided
}
const order = (one: Tour) => guidedOf(one).steps.map(({ id }) => id)

describe('steps', () => {
  it('begin with the view of that moment, rounded, and eight seconds', () => {
    expect(guidedOf(tour).steps[0]).toEqual({
      id: 'a',
      sceneId: 'hall',
      view: { yawDegrees: 12.3, pitchDegrees: -3.2, fovDegrees: 90 },
      durationSeconds: 8,
      caption: {},
    })
    expect(secondsOf(guidedOf(tour))).toBe(24)
  })
  it('are put after the step that is open', () => {
    expect(order(addStep(tour, 'way', { id: 'x', sceneId: 'hall', view }, 'a'))).toEqual(['a', 'x', 'b', 'c'])
    expect(order(addStep(tour, 'way', { id: 'x', sceneId: 'hall', view }, 'gone'))).toEqual(['a', 'b', 'c', 'x'])
  })
  it('change their order, and go', () => {
    expect(order(moveStep(tour, 'way', 'c', 0))).toEqual(['c', 'a', 'b'])
    expect(order(moveStep(tour, 'way', 'a', 9))).toEqual(['b', 'c', 'a'])
    expect(order(moveStep(tour, 'way', 'gone', 0))).toEqual(['a', 'b', 'c'])
    expect(order(removeStep(tour, 'way', 'b'))).toEqual(['a', 'c'])
  })
})

it('drops the narration with its last language', () => {
  const sound = '0d5b6c1e-58d1-4b1f-8b57-3f6f1c2e9a10'
  const spoken = changeStep(tour, 'way', 'a', (step) => withNarration(step, 'kk', sound))
  const step = guidedOf(spoken).steps[0]
  expect(step?.narration).toEqual({ kk: sound })
  expect(step && 'narration' in withNarration(step, 'kk', undefined)).toBe(false)
})

it('removes a guided tour with its steps', () => {
  expect(removeGuided(tour, 'way').guided).toEqual([])
})
