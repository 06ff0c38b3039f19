// Problems lead to where they can be solved.
import { describe, expect, it } from 'vitest'
import { problemsOf } from '#tour/rules.ts'
import type { Scene, Tour } from '#tour/tour.ts'
import { groupProblems, placeOfProblem } from './problem-places.ts'

const scene = (id: string, hotspots: Scene['hotspots'] = []): Scene => ({
  ...{ kind: 'panorama', id, name: {}, panorama: '00000000-0000-4000-8000-000000000001' },
  ...{ pose: { headingDegrees: 0 }, view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }, hotspots },
})
const place = { yawDegrees: 0, pitchDegrees: 0 }
const tour: Tour = {
  ...{ format: 1, title: {}, description: {}, languages: ['kk'], defaultLanguage: 'kk' },
  scenes: [
    scene('hall.1', [
      { id: 'empty.gallery', kind: 'gallery', ...place, title: {}, pictures: [] },
      { id: 'away', kind: 'web', ...place, label: {}, url: 'nowhere' },
      { id: 'film', kind: 'video', ...place, title: {} },
    ]),
    scene('hall'),
  ],
  ...{ levels: [], guided: [{ id: 'round', name: {}, steps: [] }], look: {} },
}

describe('the places of problems', () => {
  it('are the hotspots and parts that the rules name, also where ids hold dots', () => {
    expect(groupProblems(problemsOf(tour), tour)).toEqual([
      { rule: 'T7', places: [{ kind: 'part', part: 'tour' }] },
      {
        rule: 'T8',
        places: [
          { kind: 'hotspot', sceneId: 'hall.1', hotspotId: 'empty.gallery' },
          { kind: 'hotspot', sceneId: 'hall.1', hotspotId: 'film' },
        ],
      },
      { rule: 'T9', places: [{ kind: 'hotspot', sceneId: 'hall.1', hotspotId: 'away' }] },
    ])
  })
  it('are none where the tour has no such thing any more', () => {
    expect(placeOfProblem('scenes.gone.hotspots.x', tour)).toBeUndefined()
    expect(placeOfProblem('scenes', tour)).toBeUndefined()
    expect(placeOfProblem('scenes.hall', tour)).toEqual({ kind: 'scene', sceneId: 'hall' })
    expect(placeOfProblem('guided.round', tour)).toEqual({ kind: 'part', part: 'guided' })
  })
})
