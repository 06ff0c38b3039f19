import { describe, expect, it } from 'vitest'
import { formatPlace, parsePlace } from './deep-link.ts'

describe('the place in an address', () => {
  it('is found again', () => {
    const place = { sceneId: 'зал 1&2', view: { yawDegrees: -12.35, pitchDegrees: 4, fovDegrees: 75.5 } }
    expect(parsePlace(formatPlace(place))).toEqual(place)
    expect(parsePlace(formatPlace({ sceneId: 'a' }))).toEqual({ sceneId: 'a', view: undefined })
  })

  it('says nothing about another kind of address', () => {
    expect(parsePlace('')).toBeUndefined()
    expect(parsePlace('#top')).toBeUndefined()
  })

  it('keeps the scene when the view makes no sense', () => {
    for (const hash of [
      '#scene=a&yaw=x&pitch=0&fov=90',
      '#scene=a&yaw=0&pitch=91&fov=90',
      '#scene=a&yaw=0&pitch=&fov=90',
    ]) {
      expect(parsePlace(hash)).toEqual({ sceneId: 'a' })
    }
  })
})
