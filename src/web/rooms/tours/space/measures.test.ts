// Typed lengths, and a room box under the hand.
import { describe, expect, it } from 'vitest'
import { anglesOf } from '#tour/angles.ts'
import { turned } from '#tour/space.ts'
import { dragged, formatBoxSize, newBox, parseNumber, withCameraHeight, withTurn } from './measures.ts'

const box = newBox(1.5)

describe('parseNumber', () => {
  it('takes what people write', () => {
    expect(parseNumber('2,40')).toBe(2.4)
    expect(parseNumber(' 2.4 м')).toBe(2.4)
    expect(parseNumber('1 250')).toBe(1250)
    expect(parseNumber('−3,5°')).toBe(-3.5)
  })
  it('answers nothing to words and to emptiness', () => {
    expect(parseNumber('')).toBeUndefined()
    expect(parseNumber('wide')).toBeUndefined()
  })
})

describe('formatBoxSize', () => {
  it('always shows two digits', () => {
    expect(formatBoxSize(box, 'en')).toBe('4.80 × 4.80 × 2.70 m')
    expect(formatBoxSize(box, 'kk')).toBe('4,80 × 4,80 × 2,70 м')
  })
})

describe('withCameraHeight', () => {
  it('scales every length alike', () => {
    expect(withCameraHeight(box, 3)).toMatchObject({ frontMetres: 4.8, leftMetres: 4.8, upMetres: 2.4, downMetres: 3 })
  })
})

describe('dragged', () => {
  it('takes a wall to where its lower edge is pointed at', () => {
    const to = anglesOf([0, -1.5, -3.1])
    expect(dragged(box, 'front', anglesOf([0, -1.5, -2.4]), to)).toEqual({ ...box, frontMetres: 3.1 })
  })
  it('finds the wall of a turned box', () => {
    const turnedBox = withTurn(box, 30)
    const from = anglesOf(turned([2.4, -1.5, 0], 30))
    const to = anglesOf(turned([1.9, -1.5, 0], 30))
    expect(dragged(turnedBox, 'right', from, to)).toEqual({ ...turnedBox, rightMetres: 1.9 })
  })
  it('keeps the height of the camera when the floor is dragged, and changes the scale of the room', () => {
    const to = anglesOf([0, -3, -2.4])
    expect(dragged(box, 'down', anglesOf([0, -1.5, -2.4]), to)).toMatchObject({ downMetres: 1.5, frontMetres: 1.2 })
  })
})
