// The flat's true measures: rooms, openings, where the cameras stand, where the sun is. Everything else is built from this.
// Frame: metres, +x east, +y up, −z north; the floor is y = 0.
import type { Text } from '#tour/text.ts'
import type { Vec3 } from './mesh.ts'

export type RoomId = 'hall' | 'living' | 'kitchen' | 'bedroom' | 'study' | 'bathroom'

export interface Room {
  id: RoomId
  name: Text
  west: number
  east: number
  north: number
  south: number
  height: number
}

const room = (
  id: RoomId,
  name: Text,
  [west, east]: [number, number],
  [north, south]: [number, number],
  height = 2.85,
): Room => ({
  id,
  name,
  west,
  east,
  north,
  south,
  height,
})

export const rooms: readonly Room[] = [
  room('hall', { kk: 'Дәліз', ru: 'Прихожая', en: 'Hall' }, [3.6, 10.2], [1.9, 3.85]),
  room('living', { kk: 'Қонақбөлме', ru: 'Гостиная', en: 'Living room' }, [0, 5.2], [4, 8.4]),
  room('kitchen', { kk: 'Ас үй-асхана', ru: 'Кухня-столовая', en: 'Kitchen and dining' }, [5.35, 9], [4, 8.4]),
  room('bedroom', { kk: 'Жатын бөлме', ru: 'Спальня', en: 'Bedroom' }, [9.15, 12.6], [4, 8.4]),
  room('study', { kk: 'Балалар бөлмесі', ru: 'Детская', en: "Children's room" }, [0, 3.45], [0, 3.85]),
  room('bathroom', { kk: 'Жуынатын бөлме', ru: 'Ванная', en: 'Bathroom' }, [10.35, 12.6], [1.9, 3.85], 2.6),
]

export function roomOf(id: RoomId): Room {
  const found = rooms.find((each) => each.id === id)
  if (!found) throw new Error(`no room ${id}`)
  return found
}

/** A hole in a wall. The wall runs along x (`faces` are z values) or along z (`faces` are x values). */
export interface Opening {
  id: string
  kind: 'door' | 'passage' | 'window' | 'entrance'
  between: readonly [RoomId, RoomId | 'outside']
  along: 'x' | 'z'
  from: number
  to: number
  /** Face towards the first room, face towards the second. */
  faces: readonly [number, number]
  sill: number
  head: number
}

export const openings: readonly Opening[] = [
  opening('hall-living', 'passage', ['hall', 'living'], 'x', [3.72, 5.08], [3.85, 4], 0, 2.35),
  opening('hall-kitchen', 'passage', ['hall', 'kitchen'], 'x', [5.6, 6.5], [3.85, 4], 0, 2.15),
  opening('living-kitchen', 'passage', ['living', 'kitchen'], 'z', [4.9, 6.7], [5.2, 5.35], 0, 2.35),
  opening('hall-bedroom', 'door', ['hall', 'bedroom'], 'x', [9.25, 10.1], [3.85, 4], 0, 2.1),
  opening('hall-study', 'door', ['hall', 'study'], 'z', [2.95, 3.78], [3.6, 3.45], 0, 2.1),
  opening('hall-bathroom', 'door', ['hall', 'bathroom'], 'z', [3, 3.75], [10.2, 10.35], 0, 2.1),
  opening('hall-entrance', 'entrance', ['hall', 'outside'], 'x', [5.75, 6.7], [1.9, 1.6], 0, 2.1),
  opening('living-window', 'window', ['living', 'outside'], 'x', [0.75, 4.45], [8.4, 8.75], 0.45, 2.55),
  opening('kitchen-window', 'window', ['kitchen', 'outside'], 'x', [5.85, 8.05], [8.4, 8.75], 0.75, 2.5),
  opening('bedroom-window', 'window', ['bedroom', 'outside'], 'x', [9.95, 12.05], [8.4, 8.75], 0.75, 2.5),
  opening('study-window', 'window', ['study', 'outside'], 'z', [0.85, 2.65], [0, -0.35], 0.8, 2.45),
]

function opening(
  id: string,
  kind: Opening['kind'],
  between: Opening['between'],
  along: 'x' | 'z',
  [from, to]: readonly [number, number],
  faces: readonly [number, number],
  sill: number,
  head: number,
): Opening {
  return { id, kind, between, along, from, to, faces, sill, head }
}

export interface CameraPose {
  id: string
  room: RoomId
  name: Text
  position: Vec3
  /** Compass heading of the image's centre. */
  headingDegrees: number
  /** Fixed id of the panorama that shows this pose. */
  panorama: string
}

const eye = 1.5

export const cameras: readonly CameraPose[] = [
  {
    id: 'hall',
    room: 'hall',
    name: { kk: 'Дәліз', ru: 'Прихожая', en: 'Hall' },
    position: [5.35, eye, 2.95],
    headingDegrees: 90,
    panorama: '6f1d2a50-3c47-4b8e-9a10-0d5e5c0a0001',
  },
  {
    id: 'living',
    room: 'living',
    name: { kk: 'Қонақбөлме', ru: 'Гостиная', en: 'Living room' },
    position: [4.45, eye, 4.85],
    headingDegrees: 215,
    panorama: '6f1d2a50-3c47-4b8e-9a10-0d5e5c0a0002',
  },
  {
    id: 'living-window',
    room: 'living',
    name: { kk: 'Қонақбөлме, терезе жанында', ru: 'Гостиная, у окна', en: 'Living room, by the window' },
    position: [2.05, eye, 7.65],
    headingDegrees: 0,
    panorama: '6f1d2a50-3c47-4b8e-9a10-0d5e5c0a0003',
  },
  {
    id: 'kitchen',
    room: 'kitchen',
    name: { kk: 'Ас үй-асхана', ru: 'Кухня-столовая', en: 'Kitchen and dining' },
    position: [6.95, eye, 5.1],
    headingDegrees: 145,
    panorama: '6f1d2a50-3c47-4b8e-9a10-0d5e5c0a0004',
  },
  {
    id: 'bedroom',
    room: 'bedroom',
    name: { kk: 'Жатын бөлме', ru: 'Спальня', en: 'Bedroom' },
    position: [10.35, eye, 4.95],
    headingDegrees: 130,
    panorama: '6f1d2a50-3c47-4b8e-9a10-0d5e5c0a0005',
  },
  {
    id: 'study',
    room: 'study',
    name: { kk: 'Балалар бөлмесі', ru: 'Детская', en: "Children's room" },
    position: [2.2, eye, 2.35],
    headingDegrees: 300,
    panorama: '6f1d2a50-3c47-4b8e-9a10-0d5e5c0a0006',
  },
  {
    id: 'bathroom',
    room: 'bathroom',
    name: { kk: 'Жуынатын бөлме', ru: 'Ванная', en: 'Bathroom' },
    position: [11.2, eye, 2.95],
    headingDegrees: 60,
    panorama: '6f1d2a50-3c47-4b8e-9a10-0d5e5c0a0007',
  },
]

export function cameraOf(id: string): CameraPose {
  const found = cameras.find((each) => each.id === id)
  if (!found) throw new Error(`no camera ${id}`)
  return found
}

/** Which scenes a visitor can step between, and through which opening (none = inside one room). */
export const links: readonly { from: string; to: string; opening?: string }[] = [
  { from: 'hall', to: 'living', opening: 'hall-living' },
  { from: 'hall', to: 'kitchen', opening: 'hall-kitchen' },
  { from: 'hall', to: 'study', opening: 'hall-study' },
  { from: 'hall', to: 'bedroom', opening: 'hall-bedroom' },
  { from: 'hall', to: 'bathroom', opening: 'hall-bathroom' },
  { from: 'living', to: 'living-window' },
  { from: 'living', to: 'kitchen', opening: 'living-kitchen' },
  { from: 'living-window', to: 'kitchen', opening: 'living-kitchen' },
]

/** The whole flat stands this high above the street. */
export const floorAboveStreetMetres = 31

/** Afternoon sun of early autumn in Astana. */
export const sunAzimuthDegrees = 217
export const sunElevationDegrees = 29

export function sunDirection(): Vec3 {
  const azimuth = (sunAzimuthDegrees * Math.PI) / 180
  const elevation = (sunElevationDegrees * Math.PI) / 180
  return [Math.sin(azimuth) * Math.cos(elevation), Math.sin(elevation), -Math.cos(azimuth) * Math.cos(elevation)]
}
