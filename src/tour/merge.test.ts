// The merge keeps both hands' work.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InfoHotspot, LinkHotspot } from './hotspots.ts'
import { mergeTours, sameValue } from './merge.ts'
import type { PanoramaScene, Scene, Tour } from './tour.ts'
import { defaultView } from './view.ts'

const panorama = '00000000-0000-4000-8000-000000000001'

const scene = (id: string, more: Partial<PanoramaScene> = {}): PanoramaScene => ({
  kind: 'panorama',
  id,
  name: { ru: id },
  panorama,
  pose: { headingDegrees: 0 },
  view: defaultView,
  hotspots: [],
  ...more,
})

const tour = (scenes: Scene[], more: Partial<Tour> = {}): Tour => ({
  format: 1,
  levels: [],
  guided: [],
  look: {},
  title: { ru: 'Квартира' },
  description: {},
  languages: ['kk', 'ru', 'en'],
  defaultLanguage: 'ru',
  scenes,
  ...more,
})

const link = (id: string, targetSceneId: string): LinkHotspot => ({
  id,
  kind: 'link',
  yawDegrees: 0,
  pitchDegrees: 0,
  targetSceneId,
})
const info = (id: string, title: string): InfoHotspot => ({
  id,
  kind: 'info',
  yawDegrees: 0,
  pitchDegrees: 0,
  title: { ru: title },
  body: {},
})
const ids = (t: Tour) => t.scenes.map((s) => s.id)

describe('mergeTours', () => {
  const base = tour([scene('hall'), scene('kitchen'), scene('bath')])

  it('takes a change of either side', () => {
    const mine = { ...base, title: { ru: 'Моя' } }
    const theirs = { ...base, description: { ru: 'Их' } }
    expect(mergeTours(base, mine, theirs)).toEqual({ ...base, title: { ru: 'Моя' }, description: { ru: 'Их' } })
  })

  it('merges the languages of one text and lets mine win where both wrote', () => {
    const mine = { ...base, title: { ru: 'Моя', en: 'Mine' } }
    const theirs = { ...base, title: { ru: 'Их', kk: 'Олардікі' } }
    expect(mergeTours(base, mine, theirs).title).toEqual({ ru: 'Моя', en: 'Mine', kk: 'Олардікі' })
  })

  it('keeps a scene that they added while I renamed another', () => {
    const mine = tour([scene('hall', { name: { ru: 'Прихожая' } }), scene('kitchen'), scene('bath')])
    const theirs = tour([scene('hall'), scene('kitchen'), scene('bath'), scene('new')])
    const merged = mergeTours(base, mine, theirs)
    expect(ids(merged)).toEqual(['hall', 'kitchen', 'bath', 'new'])
    expect(merged.scenes[0]?.name).toEqual({ ru: 'Прихожая' })
  })

  it('keeps my order and puts their new scene after its neighbour', () => {
    const mine = tour([scene('bath'), scene('hall'), scene('kitchen')])
    const theirs = tour([scene('hall'), scene('new'), scene('kitchen'), scene('bath')])
    expect(ids(mergeTours(base, mine, theirs))).toEqual(['bath', 'hall', 'new', 'kitchen'])
  })

  it('keeps their order when I did not move anything', () => {
    const mine = tour([scene('hall'), scene('mine'), scene('kitchen'), scene('bath')])
    const theirs = tour([scene('bath'), scene('kitchen'), scene('hall')])
    expect(ids(mergeTours(base, mine, theirs))).toEqual(['bath', 'kitchen', 'hall', 'mine'])
  })

  it('deletes what one side deleted and the other left alone', () => {
    const mine = tour([scene('hall'), scene('bath')])
    expect(ids(mergeTours(base, mine, base))).toEqual(['hall', 'bath'])
    expect(ids(mergeTours(base, base, mine))).toEqual(['hall', 'bath'])
  })

  it('keeps what one side deleted and the other changed', () => {
    const mine = tour([scene('hall'), scene('bath')])
    const theirs = tour([scene('hall'), scene('kitchen', { name: { ru: 'Кухня' } }), scene('bath')])
    expect(ids(mergeTours(base, mine, theirs))).toEqual(['hall', 'kitchen', 'bath'])
  })

  it('joins hotspots that both added to one scene', () => {
    const mine = tour([scene('hall', { hotspots: [link('a', 'kitchen')] }), scene('kitchen'), scene('bath')])
    const theirs = tour([scene('hall', { hotspots: [info('b', 'Шкаф')] }), scene('kitchen'), scene('bath')])
    expect(
      mergeTours(base, mine, theirs)
        .scenes[0]?.hotspots.map((h) => h.id)
        .sort(),
    ).toEqual(['a', 'b'])
  })

  it('drops a link and a start that lead to a deleted scene', () => {
    const mine = tour([scene('hall', { hotspots: [link('a', 'bath')] }), scene('kitchen'), scene('bath')], {
      start: 'bath',
    })
    const theirs = tour([scene('hall'), scene('kitchen')])
    const merged = mergeTours(base, mine, theirs)
    expect(merged.scenes[0]?.hotspots).toEqual([])
    expect(merged.start).toBeUndefined()
  })

  it('never mixes a view from two hands', () => {
    const mine = tour([scene('hall', { view: { yawDegrees: 10, pitchDegrees: 0, fovDegrees: 90 } })])
    const theirs = tour([scene('hall', { view: { yawDegrees: 0, pitchDegrees: 20, fovDegrees: 90 } })])
    const merged = mergeTours(tour([scene('hall')]), mine, theirs)
    expect(merged.scenes[0]?.view).toEqual({ yawDegrees: 10, pitchDegrees: 0, fovDegrees: 90 })
  })

  it('gives either side back when the other did nothing, whatever the documents are', () => {
    const sceneIds = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
    const anyTour = sceneIds.map((list) => tour(list.map((id) => scene(id))))
    fc.assert(
      fc.property(anyTour, anyTour, (one, other) => {
        expect(mergeTours(one, one, other)).toEqual(other)
        expect(mergeTours(one, other, one)).toEqual(other)
        expect(mergeTours(one, other, other)).toEqual(other)
      }),
    )
  })

  it('loses no scene that either side added', () => {
    const anyTour = fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
      .map((list) => tour(list.map((id) => scene(id))))
    fc.assert(
      fc.property(anyTour, anyTour, anyTour, (start, mine, theirs) => {
        const merged = ids(mergeTours(start, mine, theirs))
        const added = [...ids(mine), ...ids(theirs)].filter((id) => !ids(start).includes(id))
        expect(merged).toEqual(expect.arrayContaining(added))
        expect(new Set(merged).size).toBe(merged.length)
      }),
    )
  })
})

describe('sameValue', () => {
  it('takes an absent key for an undefined one', () => {
    expect(sameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true)
    expect(sameValue({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
  })
})
