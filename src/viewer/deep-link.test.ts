import { describe, expect, it } from 'vitest'
import { formatPlace, parsePlace } from './deep-link.ts'

describe('the place in an address', () => {
  it('is found again', () => {
    const place = { sceneId: 'зал 1&2', view: { yawDegrees: -12.35, pitchDegrees: 4, fovDegrees: 75.5 } }
    expect(parsePlace(formatPlace(place))).toEqual(place)
    expect(parsePlace(formatPlace({ sceneId: 'a' }))).toEqual({ sceneId: 'a', view: undefined })
  })

  it('knows where one stands before a model', () => {
    const camera = {
      positionMetres: [1.5, -0.25, 12] as [number, number, number],
      targetMetres: [0, 1, 0.125] as [number, number, number],
    }
    expect(parsePlace(formatPlace({ sceneId: 'm', camera }))).toEqual({ sceneId: 'm', camera })
    expect(parsePlace('#scene=m&eye=1,2&target=0,0,0')).toEqual({ sceneId: 'm' })
    expect(parsePlace('#scene=m&eye=1,2,x&target=0,0,0')).toEqual({ sceneId: 'm' })
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
