import { describe, expect, it } from 'vitest'
import { glide, Momentum } from './momentum.ts'

describe('momentum', () => {
  it('is the speed of the last moment, not of the whole way', () => {
    const momentum = new Momentum()
    for (let at = 0; at <= 400; at += 10) momentum.turned(at < 300 ? 5 : 1, 0, at)
    expect(momentum.speedAt(400)?.yawPerMs).toBeCloseTo(0.1, 2)
  })

  it('is nothing after a rest', () => {
    const momentum = new Momentum()
    momentum.turned(5, 1, 100)
    momentum.turned(5, 1, 110)
    expect(momentum.speedAt(170)).toBeUndefined()
  })

  it('does not jump where two movements come at the same time', () => {
    const momentum = new Momentum()
    momentum.turned(1, 0, 100)
    momentum.turned(1, 0, 100)
    expect(momentum.speedAt(100)?.yawPerMs).toBeLessThan(0.3)
  })

  it('starts anew with the next touch', () => {
    const momentum = new Momentum()
    momentum.turned(5, 0, 100)
    momentum.clear()
    expect(momentum.speedAt(101)).toBeUndefined()
  })

  it('glides the same way whatever the frame rate', () => {
    const wayAt = (stepMs: number) => {
      let [way, speed] = [0, 1]
      for (let at = 0; at < 600; at += stepMs) {
        const { wayMs, remains } = glide(stepMs)
        way += speed * wayMs
        speed *= remains
      }
      return way
    }
    expect(wayAt(10)).toBeCloseTo(wayAt(60), 6)
  })
})
