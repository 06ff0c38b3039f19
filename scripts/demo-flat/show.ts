// What the demo tour shows beside its panoramas, notes and links: all of it placed by the flat's true measures.

import type { Hotspot } from '#tour/hotspots.ts'
import type { RoomBox } from '#tour/room-box.ts'
import type { GuidedTour, Level, ModelScene, Scene } from '#tour/tour.ts'
import { attachmentFiles } from './attachments/catalogue.ts'
import { photos } from './attachments/photos.ts'
import { onPlan, planWidthMetres } from './attachments/plan-drawing.ts'
import { sightOf, wrapDegrees } from './camera.ts'
import type { Vec3 } from './mesh.ts'
import { type CameraPose, cameraOf, cameras, openings, roomOf } from './plan.ts'
import * as texts from './show-texts.ts'

const levelId = 'flat'
export const modelSceneId = 'model'

const round = (x: number) => Math.round(x * 100) / 100

function sight(camera: CameraPose, point: Vec3) {
  const { yawDegrees, pitchDegrees } = sightOf(camera, point)
  return { yawDegrees: round(yawDegrees), pitchDegrees: round(pitchDegrees) }
}

function openingOf(id: string) {
  const found = openings.find((each) => each.id === id)
  if (!found) throw new Error(`no opening ${id}`)
  return found
}

/** The room's walls as distances from the camera, along the compass axis that is nearest to the picture's middle. */
export function roomBoxOf({ room, position: [x, y, z], headingDegrees }: CameraPose): RoomBox {
  const { west, east, north, south, height } = roomOf(room)
  const toWalls = [z - north, east - x, south - z, x - west]
  const turns = Math.round(headingDegrees / 90)
  const wall = (quarter: number) => round(toWalls[(turns + quarter) % 4])
  return {
    yawDegrees: wrapDegrees(turns * 90 - headingDegrees),
    frontMetres: wall(0),
    rightMetres: wall(1),
    backMetres: wall(2),
    leftMetres: wall(3),
    upMetres: round(height - y),
    downMetres: y,
  }
}

/** Where the flat's wall is really empty: above the armchair, left of the shelves. */
export const hung = { west: 0.4, east: 1.4, low: 1.4, high: 2.1, wall: 4 }

function hungPicture(camera: CameraPose): Hotspot {
  const { west, east, low, high, wall } = hung
  const at = (x: number, y: number) => sight(camera, [x, y, wall])
  return {
    id: 'hung-picture',
    kind: 'flat',
    ...at((west + east) / 2, (low + high) / 2),
    corners: [at(west, high), at(east, high), at(east, low), at(west, low)],
    attachment: attachmentFiles['burabay.webp'],
    alt: texts.hungPicture,
  }
}

function measured(camera: CameraPose, id: string, from: Vec3, to: Vec3, label: typeof texts.passageWidth): Hotspot {
  const lengthMetres = round(Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]))
  const ends = { ...sight(camera, from), to: sight(camera, to) }
  return { id, kind: 'measurement', ...ends, lengthMetres, label, isApproximate: false }
}

function photoGallery(camera: CameraPose): Hotspot {
  return {
    id: 'photos',
    kind: 'gallery',
    ...sight(camera, [5.17, 1.95, 7.6]),
    title: texts.gallery.title,
    pictures: photos.map(({ file }) => {
      const caption = Object.entries(texts.gallery.captions).find(([name]) => name === file)?.[1] ?? {}
      return { attachment: attachmentFiles[file], caption, alt: {} }
    }),
  }
}

function windowRegion(camera: CameraPose): Hotspot {
  const { sill, head } = openingOf('study-window')
  // The front of the frame, from the one curtain to its northern end.
  const [frame, south, north] = [-0.115, 2.52, 0.86]
  const at = (z: number, y: number) => sight(camera, [frame, y, z])
  return {
    id: 'study-window',
    kind: 'region',
    ...at((south + north) / 2, (sill + head) / 2),
    corners: [at(south, head), at(north, head), at(north, sill), at(south, sill)],
    ...texts.studyWindow,
  }
}

function riverSound(camera: CameraPose): Hotspot {
  return {
    id: 'river-sound',
    kind: 'sound',
    ...sight(camera, [1.25, 1.2, 8.5]),
    title: texts.sound,
    attachment: attachmentFiles['river-and-wind.wav'],
    repeats: true,
    volume: 0.6,
    reachDegrees: 100,
  }
}

/** Beside the notes and links of the scene. */
export function shownIn(camera: CameraPose): Hotspot[] {
  const passage = openingOf('living-kitchen')
  const study = roomOf('study')
  switch (camera.id) {
    case 'living':
      return [photoGallery(camera)]
    case 'living-window':
      return [hungPicture(camera), riverSound(camera)]
    case 'kitchen': {
      const [from, to] = [passage.to, passage.from].map((z): Vec3 => [passage.faces[1], passage.head, z])
      return [
        measured(camera, 'passage-width', from, to, texts.passageWidth),
        { id: 'map', kind: 'web', ...sight(camera, [6.62, 1.95, 8.56]), ...texts.map },
      ]
    }
    case 'study': {
      const corner = (y: number): Vec3 => [study.west, y, study.north]
      return [
        windowRegion(camera),
        measured(camera, 'ceiling-height', corner(0), corner(study.height), texts.ceilingHeight),
      ]
    }
    default:
      return []
  }
}

export const place = (camera: CameraPose) => ({ levelId, roomBox: roomBoxOf(camera) })

export const levels: Level[] = [
  {
    id: levelId,
    name: texts.levelName,
    elevationMetres: 0,
    plan: {
      attachment: attachmentFiles['plan.png'],
      upDegrees: 0,
      widthMetres: planWidthMetres,
      places: cameras.map(({ id, position: [x, , z] }) => {
        const at = onPlan(x, z)
        return { sceneId: id, x: Math.round(at.x * 1e4) / 1e4, y: Math.round(at.y * 1e4) / 1e4 }
      }),
    },
  },
]

export const guided: GuidedTour[] = [
  {
    id: 'walk',
    name: texts.guidedName,
    steps: texts.stops.map(({ scene, azimuthDegrees, pitchDegrees, fovDegrees, seconds, caption }, index) => ({
      id: `step-${index + 1}`,
      sceneId: scene,
      view: {
        yawDegrees: wrapDegrees(azimuthDegrees - cameraOf(scene).headingDegrees),
        pitchDegrees,
        fovDegrees,
      },
      durationSeconds: seconds,
      caption,
    })),
  },
]

/** From high above the west end: so the long flat fits on a phone that is held upright, too. */
const modelCamera: ModelScene['camera'] = {
  positionMetres: [-22, 31, 6.5],
  targetMetres: [5.9, 1, 4.3],
}

/** Every room of the model leads into its scene. */
export const modelScene: Scene = {
  id: modelSceneId,
  kind: 'model',
  ...texts.model,
  attachment: attachmentFiles['model.glb'],
  camera: modelCamera,
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: cameras.map(({ id, name, position: [x, , z] }) => ({
    id: `to-${id}`,
    kind: 'link',
    yawDegrees: 0,
    pitchDegrees: 0,
    positionMetres: [x, 1, z],
    targetSceneId: id,
    label: name,
  })),
}

export { contact, property } from './show-texts.ts'
export const look = { accentColour: '#0f6e6a' }
