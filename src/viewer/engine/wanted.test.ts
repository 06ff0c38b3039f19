import { describe, expect, it } from 'vitest'
import type { PanoramaSource } from '#tour/published.ts'
import { pyramidFor } from '#tour/pyramid.ts'
import { visibleTiles } from './cover.ts'
import { cacheRequestsFor, requestsFor } from './wanted.ts'

const source: PanoramaSource = { id: 'flat', pyramid: pyramidFor(8192), tilesUrl: '/tiles/flat/', preview: '' }
const phone = { view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }, widthPx: 780, heightPx: 1688 }
const tiles = visibleTiles(source.pyramid, phone)
const calm = { source, tiles, coarseFirst: false, wholeSphere: false }
const nothing = () => false

describe('requests', () => {
  it('ask for exactly the tiles that are seen, and for no coarser ones that they would replace', () => {
    const urls = requestsFor(calm, nothing).map(({ url }) => url)
    expect(urls).toHaveLength(tiles.length)
    expect(urls.every((url) => url.startsWith('/tiles/flat/3/f'))).toBe(true)
  })

  it('ask for nothing when everything is there', () => {
    expect(requestsFor(calm, () => true)).toEqual([])
  })

  it('ask for one coarse tile per face first and alone on a slow link, then for the rest', () => {
    const slow = { ...calm, coarseFirst: true }
    expect(requestsFor(slow, nothing).map(({ url }) => url)).toEqual(['/tiles/flat/1/f0_0.jpg'])
    const then = requestsFor(slow, (key) => key === 'flat/1/f0_0')
    expect(then).toHaveLength(tiles.length)
  })

  it('ask for coarse tiles before the others, and not alone, where there is no preview', () => {
    const [first, ...others] = requestsFor({ ...calm, isBare: true }, nothing).sort((a, b) => a.priority - b.priority)
    expect(first?.url).toBe('/tiles/flat/1/f0_0.jpg')
    expect(others).toHaveLength(tiles.length)
  })

  it('add the coarse level of the whole sphere, last, once the visitor looks around', () => {
    const requests = requestsFor({ ...calm, wholeSphere: true }, nothing)
    const rest = requests.filter(({ priority }) => priority >= 2)
    expect(rest.map(({ url }) => url)).toEqual(
      ['f', 'r', 'b', 'l', 'u', 'd'].map((face) => `/tiles/flat/1/${face}0_0.jpg`),
    )
  })

  it('fetch the next scene into the cache only', () => {
    const requests = cacheRequestsFor(source, tiles)
    expect(requests.every(({ onlyCache, priority }) => onlyCache && priority > 3)).toBe(true)
  })
})
