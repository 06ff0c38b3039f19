import { expect, it } from 'vitest'
import { faces } from '#tour/pyramid.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { tileSight } from './sight.ts'

const room: RoomBox = {
  yawDegrees: 0,
  frontMetres: 2,
  backMetres: 2,
  leftMetres: 2,
  rightMetres: 2,
  upMetres: 1.2,
  downMetres: 1.5,
}
const seenFrom = (eye: readonly [number, number, number]) =>
  faces.filter((face) => tileSight(room, eye)({ face, level: 1, row: 0, column: 0 }))

it('sees the far walls and the floor from above a corner, not the ceiling', () => {
  const seen = seenFrom([8, 9, 8])
  expect(seen).not.toContain('u')
  expect(seen).toEqual(expect.arrayContaining(['f', 'l', 'd']))
})

it('sees everything from inside', () => {
  expect(seenFrom([0.5, 0.2, -0.5])).toEqual([...faces])
})

it('sees a tile in the middle of a near wall no longer, but the floor below it', () => {
  const sight = tileSight(room, [0, 6, 9])
  // The back wall turns its back to an eye behind it.
  expect(sight({ face: 'b', level: 3, row: 1, column: 1 })).toBe(false)
  expect(sight({ face: 'b', level: 3, row: 3, column: 1 })).toBe(true)
})
