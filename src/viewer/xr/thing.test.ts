import { describe, expect, it } from 'vitest'
import { directionOf } from '#tour/angles.ts'
import { Hand } from './hand.ts'
import { Plane } from './plane.ts'
import { type Thing, thingAt } from './thing.ts'

const thing = (yawDegrees: number, pitchDegrees: number, more: Partial<Thing> = {}): Thing => {
  const box = { x: 0, y: 0, halfWidth: 0.1, halfHeight: 0.05 }
  const plane = new Plane(yawDegrees, pitchDegrees)
  return { plane, box, picture: {}, reach: box, opacity: 1, scale: 1, choose: () => {}, ...more }
}

const at = (yawDegrees: number, pitchDegrees: number) => directionOf({ yawDegrees, pitchDegrees })

describe('what a direction means', () => {
  it('is what lies there, wherever around', () => {
    for (const [yaw, pitch] of [
      [0, 0],
      [170, 40],
      [-95, -70],
    ] as const) {
      const there = thing(yaw, pitch)
      expect(thingAt([there], at(yaw, pitch))).toBe(there)
      expect(thingAt([there], at(yaw, pitch + 8))).toBeUndefined()
      expect(thingAt([there], at(yaw + 180, -pitch))).toBeUndefined()
    }
  })

  it('is as wide as the thing, not as high', () => {
    const wide = thing(20, 0)
    expect(thingAt([wide], at(20 + 5.5, 0))).toBe(wide)
    expect(thingAt([wide], at(20, 5.5))).toBeUndefined()
  })

  it('is the nearer of two, and never what is hidden or can not be chosen', () => {
    const [left, right] = [thing(-3, 0), thing(3, 0)]
    expect(thingAt([left, right], at(1, 0))).toBe(right)
    expect(thingAt([left, thing(3, 0, { opacity: 0.2 }), thing(3, 0, { choose: undefined })], at(1, 0))).toBe(left)
  })
})

describe('a hand', () => {
  const poseOf = (yawDegrees: number) => {
    const [x, , z] = at(yawDegrees, 0)
    // Column-major: right, up, back, place.
    return [-z, 0, x, 0, 0, 1, 0, 0, -x, 0, -z, 0, 0.2, 1.2, -0.3, 1]
  }
  const head = [0, 1.6, 0]

  it('points while it moves, and no more when it has lain still for a while', () => {
    const hand = new Hand()
    for (let now = 0; now < 1000; now += 11) hand.follow(poseOf(10), head, now)
    expect(hand.points(1000)).toBe(false)
    hand.follow(poseOf(14), head, 1000)
    expect(hand.points(1000)).toBe(true)
    expect(hand.direction[0]).toBeCloseTo(at(14, 0)[0])
    expect(hand.points(6000)).toBe(false)
  })

  it('points at nothing when it is lost', () => {
    const hand = new Hand()
    hand.follow(poseOf(10), head, 0)
    hand.follow(poseOf(30), head, 11)
    hand.follow(undefined, head, 22)
    expect(hand.points(22)).toBe(false)
  })
})
