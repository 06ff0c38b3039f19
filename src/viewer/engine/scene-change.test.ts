import { expect, it } from 'vitest'
import { changeViews, wayOf } from './scene-change.ts'

const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
const turned = { ...view, yawDegrees: 50 }

it('fades, and moves neither picture, where motion is not wanted', () => {
  const way = wayOf({ view: turned, towards: view }, view, turned, true)
  expect(way.at(0, view, turned)).toMatchObject({ opacity: 0, leaving: { view }, arriving: { view: turned } })
  expect(way.at(0.5, view, turned)).toMatchObject({ opacity: 0.5, leaving: { view }, arriving: { view: turned } })
})

it('goes the way that it is given, for those who see motion', () => {
  const way = { durationMs: 1000, at: () => ({ leaving: { view }, arriving: { view }, opacity: 1 }) }
  expect(wayOf({ view, way }, view, turned, false)).toBe(way)
  expect(wayOf({ view, way }, view, turned, true)).not.toBe(way)
})

it('does not move a better picture of the same place', () => {
  expect(wayOf({ view }, view, view, false).at(0.5, view, view)).toMatchObject({
    leaving: { view },
    arriving: { view },
  })
  expect(wayOf({ view }, view, turned, false).at(0.5, view, turned).leaving.view).not.toEqual(view)
})

const from = { yawDegrees: 170, pitchDegrees: 0, fovDegrees: 90 }
const to = { yawDegrees: -170, pitchDegrees: 10, fovDegrees: 60 }
const link = { yawDegrees: 160, pitchDegrees: 5 }

it('goes from the one picture to the other without a jump', () => {
  expect(changeViews(from, to, 0, link)).toMatchObject({ leaving: { view: from }, opacity: 0 })
  expect(changeViews(from, to, 1, link)).toMatchObject({ arriving: { view: to }, opacity: 1 })
})

it('grows the old scene towards the link', () => {
  const { leaving } = changeViews(from, to, 1, link)
  expect(leaving.view.fovDegrees).toBeLessThan(from.fovDegrees)
  expect(leaving.view.yawDegrees).toBeLessThan(170)
  expect(leaving.view.pitchDegrees).toBeGreaterThan(0)
})
