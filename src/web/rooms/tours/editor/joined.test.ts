// What a person hears of somebody else's work.
import { describe, expect, it } from 'vitest'
import type { Scene, Tour } from '#tour/tour.ts'
import { compareJoined } from './joined.ts'

const scene = (id: string): Scene => ({
  kind: 'panorama',
  id,
  name: {},
  panorama: '00000000-0000-4000-8000-000000000001',
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: [],
})
const tour = (title: string, ...ids: string[]): Tour => ({
  format: 1,
  levels: [],
  guided: [],
  look: {},
  title: { ru: title },
  description: {},
  languages: ['ru'],
  defaultLanguage: 'ru',
  scenes: ids.map(scene),
})

describe('compareJoined', () => {
  const base = tour('A', 'hall', 'kitchen')
  it('says nothing of work that lies apart', () => {
    const joined = compareJoined({ base, document: tour('B', 'hall', 'kitchen') }, tour('A', 'hall', 'kitchen', 'bath'))
    expect(joined).toMatchObject({ overruled: false, deleted: [] })
  })
  it('says nothing of scenes that both added', () => {
    const mine = tour('A', 'hall', 'kitchen', 'room')
    expect(compareJoined({ base, document: mine }, tour('A', 'hall', 'kitchen', 'bath')).overruled).toBe(false)
  })
  it('tells that mine stayed where both changed one value', () => {
    const mine = tour('B', 'hall', 'kitchen')
    expect(compareJoined({ base, document: mine }, tour('C', 'hall', 'kitchen')).overruled).toBe(true)
    expect(compareJoined({ base, document: mine }, tour('B', 'hall', 'kitchen')).overruled).toBe(false)
  })
  it('names the scenes that the other side deleted', () => {
    const { deleted, overruled } = compareJoined({ base, document: tour('B', 'hall', 'kitchen') }, tour('A', 'hall'))
    expect(deleted.map(({ id }) => id)).toEqual(['kitchen'])
    expect(overruled).toBe(false)
  })
})
