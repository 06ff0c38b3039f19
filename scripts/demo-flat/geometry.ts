// geometry.json: the scene's true measures and exact directions, against which measuring code is checked.

import { sightOf } from './camera.ts'
import type { Vec3 } from './mesh.ts'
import { clamp } from './noise.ts'
import { cameraOf, cameras, links, openings, roomOf, rooms, sunAzimuthDegrees, sunElevationDegrees } from './plan.ts'

const round = (x: number, digits = 4) => Math.round(x * 10 ** digits) / 10 ** digits

/** Links keep this far from the jambs of a doorway. */
const jambClearanceMetres = 0.3

/** Where the straight way between two places crosses an opening, [x, z] in the middle of the wall. */
function crossing(id: string, a: Vec3, b: Vec3): readonly [number, number] {
  const found = openings.find((each) => each.id === id)
  if (!found) throw new Error(`no opening ${id}`)
  const wall = (found.faces[0] + found.faces[1]) / 2
  const [across, along] = found.along === 'x' ? [2, 0] : [0, 2]
  const met = a[along] + ((b[along] - a[along]) * (wall - a[across])) / (b[across] - a[across])
  const kept = clamp(met, found.from + jambClearanceMetres, found.to - jambClearanceMetres)
  return found.along === 'x' ? [kept, wall] : [wall, kept]
}

/** Height of a link's mark above the floor: in the doorway, below the eye, but not so low that one must look at the floor for it. */
const markHeightMetres = 1

/** Where the mark of a link lies: in the doorway, or on the floor below the next camera of the same room. */
export function linkMark(from: string, to: string): Vec3 {
  const link = links.find((each) => (each.from === from && each.to === to) || (each.from === to && each.to === from))
  if (!link) throw new Error(`no link ${from} – ${to}`)
  if (link.opening) {
    const [x, z] = crossing(link.opening, cameraOf(link.from).position, cameraOf(link.to).position)
    return [x, markHeightMetres, z]
  }
  const target = cameraOf(to).position
  return [target[0], 0, target[2]]
}

const bothWays = links.flatMap(({ from, to, opening }) => [
  { from, to, opening },
  { from: to, to: from, opening },
])

export function linksFrom(id: string) {
  return bothWays.filter((each) => each.from === id)
}

function sight(id: string, point: Vec3) {
  const { yawDegrees, pitchDegrees } = sightOf(cameraOf(id), point)
  return { yawDegrees: round(yawDegrees), pitchDegrees: round(pitchDegrees) }
}

function cornersOf(id: string) {
  const camera = cameraOf(id)
  const { west, east, north, south, height } = roomOf(camera.room)
  const places = [
    ['north-west', west, north],
    ['north-east', east, north],
    ['south-east', east, south],
    ['south-west', west, south],
  ] as const
  return places.flatMap(([name, x, z]) =>
    [0, height].map((y) => ({
      what: `${name} corner, ${y === 0 ? 'floor' : 'ceiling'}`,
      pointMetres: [x, y, z],
      ...sight(id, [x, y, z]),
    })),
  )
}

export function flatGeometry() {
  return {
    about:
      'True geometry of the rendered demo flat. Metres; +x east, +y up, −z north; floor at y = 0. Azimuth 0 = −z, 90 = +x; a panorama’s column at yaw y shows azimuth heading + y; x = (yaw/360 + 0.5)·W, y = (0.5 − pitch/180)·H.',
    units: 'metres, degrees',
    sun: { azimuthDegrees: sunAzimuthDegrees, elevationDegrees: sunElevationDegrees },
    rooms: rooms.map(({ id, name, west, east, north, south, height }) => ({
      id,
      name,
      corners: [
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ],
      heightMetres: height,
      areaSquareMetres: round((east - west) * (south - north), 3),
    })),
    openings: openings.map(({ id, kind, between, along, from, to, faces, sill, head }) => ({
      id,
      kind,
      between,
      /** End points on the face towards the first room, then on the face towards the second: [x, z]. */
      ends: faces.map((face) =>
        along === 'x'
          ? [
              [from, face],
              [to, face],
            ]
          : [
              [face, from],
              [face, to],
            ],
      ),
      widthMetres: round(to - from),
      sillMetres: sill,
      headMetres: head,
    })),
    scenes: cameras.map(({ id, room, name, position, headingDegrees, panorama }) => ({
      id,
      room,
      name,
      file: `${id}.jpg`,
      panorama,
      positionMetres: position,
      headingDegrees,
      cameraHeightMetres: position[1],
      checks: cornersOf(id),
    })),
    links: bothWays.map(({ from, to, opening }) => {
      const a = cameraOf(from).position
      const b = cameraOf(to).position
      return {
        from,
        to,
        ...(opening ? { opening } : {}),
        distanceMetres: round(Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2])),
        /** Towards the other camera. */
        camera: sight(from, b),
        /** Towards the floor under the other camera. */
        floor: sight(from, [b[0], 0, b[2]]),
        /** Where the tour's link hotspot sits. */
        mark: { pointMetres: linkMark(from, to).map((x) => round(x)), ...sight(from, linkMark(from, to)) },
      }
    }),
  }
}
