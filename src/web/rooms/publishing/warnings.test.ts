// What the publish sheet points at.
import { describe, expect, it } from 'vitest'
import type { Scene, Tour } from '#tour/tour.ts'
import { publishWarnings } from './warnings.ts'

const scene = (id: string, name: Scene['name'], ...targets: string[]): Scene => ({
  kind: 'panorama',
  id,
  name,
  panorama: '00000000-0000-4000-8000-000000000001',
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: targets.map((target) => ({
    ...{ id: `to-${target}`, kind: 'link', yawDegrees: 0, pitchDegrees: 0 },
    kind: 'link',
    targetSceneId: target,
  })),
})
const tour = (scenes: Scene[], start?: string): Tour => ({
  format: 1,
  levels: [],
  guided: [],
  look: {},
  title: {},
  description: {},
  languages: ['ru'],
  defaultLanguage: 'ru',
  ...(start ? { start } : {}),
  scenes,
})
const ids = (scenes: Scene[]) => scenes.map(({ id }) => id)

describe('publishWarnings', () => {
  it('finds scenes that no chain of links reaches from the start', () => {
    const scenes = [
      scene('hall', { ru: 'Холл' }, 'bath'),
      scene('bath', { ru: 'Ванная' }, 'hall'),
      scene('attic', { ru: 'Чердак' }, 'hall'),
    ]
    expect(ids(publishWarnings(tour(scenes)).unreachable)).toEqual(['attic'])
    expect(publishWarnings(tour(scenes, 'attic')).unreachable).toEqual([])
  })
  it('counts a region that leads to a scene as a way', () => {
    const region: Scene['hotspots'][number] = {
      ...{ id: 'door', kind: 'region', yawDegrees: 0, pitchDegrees: 0, title: {}, body: {}, corners: [] },
      targetSceneId: 'bath',
    }
    const hall = { ...scene('hall', { ru: 'Холл' }), hotspots: [region] }
    expect(publishWarnings(tour([hall, scene('bath', { ru: 'Ванная' })])).unreachable).toEqual([])
  })
  it('finds scenes without a name in the default language', () => {
    const scenes = [scene('hall', { kk: 'Дәліз' }), scene('bath', { ru: ' ' }), scene('room', { ru: 'Комната' })]
    expect(ids(publishWarnings(tour(scenes)).unnamed)).toEqual(['hall', 'bath'])
  })
  it('has nothing to say of an empty tour', () => {
    expect(publishWarnings(tour([]))).toEqual({ unreachable: [], unnamed: [] })
  })
})
