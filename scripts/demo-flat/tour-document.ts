// tour.json: the demo flat as a tour document, its hotspots placed by the scene's true geometry.
import type { Hotspot } from '#tour/hotspots.ts'
import { type Scene, Tour } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'
import { sightOf, wrapDegrees } from './camera.ts'
import { linkMark, linksFrom } from './geometry.ts'
import type { Vec3 } from './mesh.ts'
import { type CameraPose, cameraOf, cameras } from './plan.ts'
import { contact, guided, levels, look, modelScene, place as placeInFlat, property, shownIn } from './show.ts'
import { description, notes, title } from './texts.ts'

/** Compass direction, pitch and field of the first look at every scene. */
const looks: Record<string, readonly [azimuthDegrees: number, pitchDegrees: number, fovDegrees: number]> = {
  living: [228, -8, 96],
  'living-window': [28, -8, 100],
  hall: [122, -6, 104],
  kitchen: [152, -8, 96],
  bedroom: [140, -10, 96],
  study: [292, -8, 100],
  bathroom: [92, -10, 104],
}

const order = ['living', 'living-window', 'kitchen', 'hall', 'bedroom', 'study', 'bathroom']
const round = (x: number) => Math.round(x * 100) / 100

function place(camera: CameraPose, point: Vec3) {
  const { yawDegrees, pitchDegrees } = sightOf(camera, point)
  return { yawDegrees: round(yawDegrees), pitchDegrees: round(pitchDegrees) }
}

function hotspotsOf(camera: CameraPose): Hotspot[] {
  const links = linksFrom(camera.id).map(
    ({ to }): Hotspot => ({
      id: `to-${to}`,
      kind: 'link',
      ...place(camera, linkMark(camera.id, to)),
      targetSceneId: to,
      label: cameraOf(to).name,
    }),
  )
  const infos = notes
    .filter((note) => note.scenes.includes(camera.id))
    .map(
      ({ id, point, title: heading, body }): Hotspot => ({
        id,
        kind: 'info',
        ...place(camera, point),
        title: heading,
        body,
      }),
    )
  return [...links, ...infos, ...shownIn(camera)]
}

function viewOf(camera: CameraPose): View {
  const [azimuth, pitchDegrees, fovDegrees] = looks[camera.id]
  return { yawDegrees: wrapDegrees(azimuth - camera.headingDegrees), pitchDegrees, fovDegrees }
}

function sceneOf(camera: CameraPose): Scene {
  const [x, y, z] = camera.position
  return {
    id: camera.id,
    name: camera.name,
    kind: 'panorama',
    panorama: camera.panorama,
    pose: { positionMetres: [x, y, z], headingDegrees: camera.headingDegrees },
    cameraHeightMetres: y,
    view: viewOf(camera),
    hotspots: hotspotsOf(camera),
    ...placeInFlat(camera),
  }
}

export function demoTour(): Tour {
  const rooms = [...cameras].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)).map(sceneOf)
  return Tour.parse({
    format: 1,
    title,
    description,
    languages: ['kk', 'ru', 'en'],
    defaultLanguage: 'ru',
    start: 'living',
    scenes: [...rooms, modelScene],
    levels,
    guided,
    look,
    contact,
    property,
  })
}
