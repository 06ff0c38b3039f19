import { describe, expect, it } from 'vitest'
import { TileSlots, textureBudget } from './slots.ts'

const megabyte = 1024 * 1024
const pageOf512 = 2 * 512 * 512 * 4
const fourTiles = 2 * pageOf512

function slotsFor(budgetBytes: number) {
  const alive = new Set<object>()
  const create = () => {
    const texture = {}
    alive.add(texture)
    return texture
  }
  return { alive, slots: new TileSlots<object>({ budgetBytes, create, destroy: (texture) => alive.delete(texture) }) }
}

describe('tile slots', () => {
  it('remember what is where', () => {
    const { slots } = slotsFor(100 * megabyte)
    const slot = slots.claim('a', 512, 1)
    expect(slots.has('a')).toBe(true)
    expect(slots.use('a', 2)).toBe(slot)
    expect(slots.use('b', 2)).toBeUndefined()
  })

  it('never take more than the budget', () => {
    const { slots } = slotsFor(2.5 * pageOf512)
    for (let tile = 0; tile < 200; tile++) slots.claim(`tile ${tile}`, 512, tile)
    expect(slots.bytes).toBe(2 * pageOf512)
    expect(slots.capacity(512)).toBe(4)
  })

  it('give the place of the tile that was drawn longest ago', () => {
    const { slots } = slotsFor(fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`tile ${tile}`, 512, 1)
    slots.use('tile 0', 5)
    for (let tile = 2; tile < 4; tile++) slots.use(`tile ${tile}`, 6)
    slots.claim('new', 512, 10)
    expect(slots.has('tile 1')).toBe(false)
    expect(slots.has('tile 0')).toBe(true)
  })

  it('refuse rather than take a tile off the screen', () => {
    const { slots } = slotsFor(fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`tile ${tile}`, 512, 10)
    expect(slots.claim('one more', 512, 11)).toBeUndefined()
    expect(slots.claim('one more', 512, 12)).toBeDefined()
  })

  it('give pages of another tile size back when they are no longer drawn', () => {
    const { slots, alive } = slotsFor(1.25 * fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`old ${tile}`, 512, 1)
    const slot = slots.claim('new', 640, 9)
    expect(slot?.page.sizePx).toBe(640)
    expect(slots.has('old 3')).toBe(false)
    expect(alive.size).toBe(1)
  })

  it('give a new size one page even when everything else is on screen', () => {
    const { slots } = slotsFor(fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`tile ${tile}`, 512, 10)
    expect(slots.claim('preview', 64, 10)).toBeDefined()
  })

  it('let what is out of sight make room before they take more than is easy', () => {
    const alive = new Set<object>()
    const create = () => {
      const texture = {}
      alive.add(texture)
      return texture
    }
    const slots = new TileSlots<object>({ budgetBytes: 3 * fourTiles, easyBytes: fourTiles, create, destroy: () => {} })
    for (let tile = 0; tile < 4; tile++) slots.claim(`old ${tile}`, 512, 1)
    for (let tile = 0; tile < 4; tile++) slots.claim(`new ${tile}`, 512, 9)
    expect(slots.bytes).toBe(fourTiles)
    slots.claim('one more on screen', 512, 9)
    expect(slots.bytes).toBe(fourTiles + pageOf512)
    expect(slots.has('new 0')).toBe(true)
  })

  it('free everything at once', () => {
    const { slots, alive } = slotsFor(100 * megabyte)
    slots.claim('a', 512, 1)
    slots.clear()
    expect(alive.size).toBe(0)
    expect(slots.has('a')).toBe(false)
    expect(slots.bytes).toBe(0)
  })
})

describe('texture budget', () => {
  it('stays below what makes iOS reload a tab', () => {
    const total = (canvasPx: number) => textureBudget({ canvasPx, touch: true }).budgetBytes + canvasPx * 4
    for (const canvasPx of [390 * 844, 1290 * 2796, 2048 * 2732])
      expect(total(canvasPx)).toBeLessThanOrEqual(96 * megabyte)
    expect(textureBudget({ canvasPx: 780 * 1688, touch: true }).budgetBytes).toBe(44 * megabyte)
    expect(textureBudget({ canvasPx: 1280 * 720, touch: false }).budgetBytes).toBe(60 * megabyte)
    expect(textureBudget({ canvasPx: 3840 * 2160, touch: false }).budgetBytes).toBeLessThan(192 * megabyte)
    expect(textureBudget({ canvasPx: 3840 * 2160, touch: true, memoryGigabytes: 2 }).budgetBytes).toBeLessThan(
      64 * megabyte,
    )
  })
})
