import { describe, expect, it } from 'vitest'
import { TileSlots, textureBudget } from './slots.ts'

const megabyte = 1024 * 1024
const pageOf512 = 512 * 512 * 4
const fourTiles = 4 * pageOf512

function slotsFor(budgetBytes: number, easyBytes?: number) {
  const alive = new Set<object>()
  const create = () => {
    const texture = {}
    alive.add(texture)
    return texture
  }
  const destroy = (texture: object) => alive.delete(texture)
  return { alive, slots: new TileSlots<object>({ budgetBytes, easyBytes, create, destroy }) }
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
    const { slots } = slotsFor(4.5 * pageOf512)
    for (let tile = 0; tile < 200; tile++) slots.claim(`tile ${tile}`, 512, tile)
    expect(slots.bytes).toBe(fourTiles)
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
    slots.use('old 3', 5)
    const slot = slots.claim('new', 640, 9)
    expect(slot?.page.sizePx).toBe(640)
    expect([0, 1, 2, 3].filter((tile) => slots.has(`old ${tile}`))).toEqual([1, 2, 3])
    expect(alive.size).toBe(4)
  })

  it('give a new size one page even when everything else is on screen', () => {
    const { slots } = slotsFor(fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`tile ${tile}`, 512, 10)
    expect(slots.claim('preview', 64, 10)).toBeDefined()
  })

  it('let what is out of sight make room before they take more than is easy', () => {
    const { slots } = slotsFor(3 * fourTiles, fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`old ${tile}`, 512, 1)
    for (let tile = 0; tile < 4; tile++) slots.claim(`new ${tile}`, 512, 9)
    expect(slots.bytes).toBe(fourTiles)
    expect(slots.claim('one more on screen', 512, 9)).toBeUndefined()
    for (let tile = 0; tile < 4; tile++) slots.use(`new ${tile}`, 9)
    expect(slots.claim('one more on screen', 512, 10)).toBeDefined()
    expect(slots.bytes).toBe(fourTiles + pageOf512)
    expect(slots.has('new 0')).toBe(true)
  })

  it('take no more for a view that a jump has left', () => {
    const { slots } = slotsFor(3 * fourTiles, fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`left ${tile}`, 512, 9)
    expect(slots.claim('there', 512, 10)).toBeUndefined()
    expect(slots.claim('there', 512, 11)).toBeDefined()
    expect(slots.bytes).toBe(fourTiles)
  })

  it('make room for what something else needs for a while, as far as they are not on screen', () => {
    const { slots } = slotsFor(fourTiles)
    for (let tile = 0; tile < 4; tile++) slots.claim(`tile ${tile}`, 512, tile < 2 ? 1 : 10)
    slots.reserve(pageOf512, 10)
    expect(slots.bytes).toBe(3 * pageOf512)
    slots.reserve(3 * pageOf512, 10)
    expect([0, 1, 2, 3].filter((tile) => slots.has(`tile ${tile}`))).toEqual([2, 3])
    slots.reserve(0, 10)
    slots.claim('new', 512, 12)
    expect(slots.bytes).toBe(3 * pageOf512)
  })

  it('keep the previews of many scenes in one page, and in more only while all are on screen', () => {
    const { slots } = slotsFor(100 * megabyte)
    for (let face = 0; face < 60; face++) slots.claim(`preview ${face}`, 64, face)
    const onePage = slots.bytes
    for (let face = 0; face < 60; face++) slots.claim(`seen ${face}`, 64, 100)
    expect(onePage).toBe(24 * 64 * 64 * 4)
    expect(slots.bytes).toBe(3 * onePage)
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
