// Lengths as people write and read them, and what is done to a room box as a whole. Pure.
import { clamp, wrapDegrees } from '#tour/angles.ts'
import { numberIn } from '#tour/numbers.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { distanceKey, dragFace, type RoomFace, roomFaces, sizeOf, withDistance } from '#tour/space.ts'
import type { Language } from '#tour/text.ts'
import type { PanoramaScene } from '#tour/tour.ts'

/** Where nobody said how high the camera stood: a tripod at the eyes of most people. */
export const usualCameraHeightMetres = 1.5
const usualCeilingMetres = 2.7
const usualWallMetres = 2.4

/** Always two digits: a column of lengths must not jump while it changes. */
export const formatMetres = (metres: number, language: Language) => numberIn(language, metres, { least: 2 })

/** "4.20 × 3.65 × 2.70 m": width, depth, height. */
export function formatBoxSize(box: RoomBox, language: Language): string {
  const { widthMetres, depthMetres, heightMetres } = sizeOf(box)
  const numbers = [widthMetres, depthMetres, heightMetres].map((metres) => formatMetres(metres, language))
  return `${numbers.join(' × ')} ${metreUnit[language]}`
}

export const metreUnit: Record<Language, string> = { kk: 'м', ru: 'м', en: 'm' }

/** A number as somebody typed it: with a comma or a point, perhaps with its unit. */
export function parseNumber(typed: string): number | undefined {
  const text = typed
    .replace(/[\s ]/g, '')
    .replace('−', '-')
    .replace(',', '.')
    .replace(/[a-zа-я°²]+$/i, '')
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? value : undefined
}

export const cameraHeightOf = (scene: PanoramaScene) =>
  scene.roomBox?.downMetres ?? scene.cameraHeightMetres ?? usualCameraHeightMetres

/** A room to begin with, to be drawn to its walls. */
export function newBox(cameraHeightMetres: number): RoomBox {
  return tidy({
    yawDegrees: 0,
    frontMetres: usualWallMetres,
    backMetres: usualWallMetres,
    leftMetres: usualWallMetres,
    rightMetres: usualWallMetres,
    upMetres: Math.max(0.3, usualCeilingMetres - cameraHeightMetres),
    downMetres: cameraHeightMetres,
  })
}

/** The same picture at another scale: the height of the camera is the measure of all other lengths. */
export function withCameraHeight(box: RoomBox, cameraHeightMetres: number): RoomBox {
  const scale = cameraHeightMetres / box.downMetres
  return tidy(roomFaces.reduce((scaled, face) => withDistance(scaled, face, box[distanceKey[face]] * scale), box))
}

interface Sight {
  yawDegrees: number
  pitchDegrees: number
}

/** A face dragged from one direction to another. The floor keeps its depth, which is known: the room changes its scale instead. */
export function dragged(box: RoomBox, face: RoomFace, from: Sight, to: Sight): RoomBox {
  const moved = dragFace(box, face, from, to)
  return face === 'down' ? withCameraHeight(moved, box.downMetres) : tidy(moved)
}

export const withTurn = (box: RoomBox, yawDegrees: number): RoomBox =>
  tidy({ ...box, yawDegrees: wrapDegrees(yawDegrees) })

/** Millimetres and hundredths of a degree: more would only make documents long. */
export function tidy(box: RoomBox): RoomBox {
  const rounded: RoomBox = { ...box, yawDegrees: Math.round(box.yawDegrees * 100) / 100 }
  for (const face of roomFaces) {
    const key = distanceKey[face]
    rounded[key] = clamp(Math.round(box[key] * 1000) / 1000, 0.05, 500)
  }
  return rounded
}
