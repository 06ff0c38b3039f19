// Which tiles of a panorama lie on walls that an eye outside the room can see: those that turn their face to it. Pure.
import { anglesOf, type Direction } from '#tour/angles.ts'
import { pointOnFace } from '#tour/faces.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { distanceKey, dot, faceAlong, faceNormal, roomFaces, turned } from '#tour/space.ts'
import { squareOf, type Tile } from '../engine/cover.ts'

/** Samples along a tile's side; a sliver of a wall between two of them is small and makes do with less. */
const samples = 5

/** `eye` in the scene's frame. */
export function tileSight(box: RoomBox, eye: Direction): (tile: Tile) => boolean {
  const stand = turned(eye, -box.yawDegrees)
  const seen = new Set(roomFaces.filter((face) => dot(stand, faceNormal[face]) < box[distanceKey[face]]))
  return (tile) => {
    const { s, t, side } = squareOf(tile)
    for (let row = 0; row < samples; row++) {
      for (let column = 0; column < samples; column++) {
        const at = (from: number, index: number) => from + (side * index) / (samples - 1)
        const point = pointOnFace(tile.face, at(s, column), at(t, row))
        if (seen.has(faceAlong(box, anglesOf(point)).face)) return true
      }
    }
    return false
  }
}
