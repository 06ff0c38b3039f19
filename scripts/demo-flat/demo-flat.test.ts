// The demo flat's documents agree with its geometry, its pictures are what they claim to be, and rendering repeats itself exactly.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { attachmentsOf } from '#tour/attachments.ts'
import { footprintOf, walkBetween } from '#tour/places.ts'
import { problemsOf } from '#tour/rules.ts'
import { lengthBetween } from '#tour/space.ts'
import { type Scene, Tour } from '#tour/tour.ts'
import { type AttachmentFile, attachmentFiles } from './attachments/catalogue.ts'
import { flatModel } from './attachments/flat-model.ts'
import { onPlan, planWidthMetres } from './attachments/plan-drawing.ts'
import { riverAndWind } from './attachments/river-and-wind.ts'
import { bake, roughBake } from './bake.ts'
import { rayThrough, sightOf, wrapDegrees } from './camera.ts'
import { flatGeometry } from './geometry.ts'
import { paintPanorama } from './panorama.ts'
import { cameraOf, cameras, openings, roomOf, rooms } from './plan.ts'
import { flatWorld } from './scene/flat.ts'
import { hung } from './show.ts'
import { stops } from './show-texts.ts'
import { notes } from './texts.ts'
import { demoTour } from './tour-document.ts'

const folder = join(import.meta.dirname, '../../demo/flat')
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const isPanorama = (scene: Scene) => scene.kind === 'panorama'
const degrees = (radians: number) => (radians * 180) / Math.PI

describe('the demo tour', () => {
  const tour = Tour.parse(read('tour.json'))

  it('is a tour that may be published', () => {
    expect(problemsOf(tour)).toEqual([])
  })

  it('is the one that the renderer writes, as is the geometry', () => {
    expect(read('tour.json')).toEqual(JSON.parse(JSON.stringify(demoTour())))
    expect(read('geometry.json')).toEqual(JSON.parse(JSON.stringify(flatGeometry())))
  })

  it('links every pair of neighbours both ways', () => {
    const pairs = tour.scenes
      .filter(isPanorama)
      .flatMap((scene) =>
        scene.hotspots.flatMap((hotspot) => (hotspot.kind === 'link' ? [[scene.id, hotspot.targetSceneId]] : [])),
      )
    for (const [from, to] of pairs) expect(pairs).toContainEqual([to, from])
    expect(pairs).toHaveLength(16)
  })

  it('places every link where the geometry says, within half a degree', () => {
    const { links } = flatGeometry()
    for (const scene of tour.scenes) {
      const [x = 0, y = 0, z = 0] = scene.pose.positionMetres ?? []
      for (const hotspot of scene.hotspots) {
        if (hotspot.kind !== 'link' || hotspot.positionMetres) continue
        const link = links.find((each) => each.from === scene.id && each.to === hotspot.targetSceneId)
        const [mx = 0, my = 0, mz = 0] = link?.mark.pointMetres ?? []
        const azimuth = degrees(Math.atan2(mx - x, -(mz - z)))
        const pitch = degrees(Math.atan2(my - y, Math.hypot(mx - x, mz - z)))
        expect(Math.abs(wrapDegrees(azimuth - scene.pose.headingDegrees - hotspot.yawDegrees))).toBeLessThan(0.5)
        expect(Math.abs(pitch - hotspot.pitchDegrees)).toBeLessThan(0.5)
      }
    }
  })

  it('keeps the hotspots of a scene apart', () => {
    for (const { hotspots } of tour.scenes.filter(isPanorama)) {
      hotspots.forEach((a, i) => {
        for (const b of hotspots.slice(i + 1)) {
          const apart = Math.hypot(wrapDegrees(a.yawDegrees - b.yawDegrees), a.pitchDegrees - b.pitchDegrees)
          expect(apart).toBeGreaterThan(4)
        }
      })
    }
  })

  it('boxes every scene by the walls of its room', () => {
    for (const { id, position, headingDegrees, room } of cameras) {
      const scene = tour.scenes.find((each) => each.id === id)
      const roomBox = scene?.kind === 'panorama' ? scene.roomBox : undefined
      if (!roomBox) throw new Error(`${id} has no box`)
      const place = { box: roomBox, positionMetres: position, headingDegrees }
      const { west, east, north, south, height } = roomOf(room)
      const corners = footprintOf(place)
      expect(Math.min(...corners.map(({ x }) => x))).toBeCloseTo(west, 2)
      expect(Math.max(...corners.map(({ x }) => x))).toBeCloseTo(east, 2)
      expect(Math.min(...corners.map(({ z }) => z))).toBeCloseTo(north, 2)
      expect(Math.max(...corners.map(({ z }) => z))).toBeCloseTo(south, 2)
      expect(roomBox.upMetres + roomBox.downMetres).toBeCloseTo(height, 2)
    }
  })

  it('lets visitors walk along every link', () => {
    for (const scene of tour.scenes) {
      if (scene.kind !== 'panorama') continue
      for (const hotspot of scene.hotspots) {
        if (hotspot.kind !== 'link') continue
        const target = tour.scenes.find(({ id }) => id === hotspot.targetSceneId)
        expect(target && walkBetween(scene, target, hotspot), `${scene.id} → ${hotspot.targetSceneId}`).toBeDefined()
      }
    }
  })

  it('measures what the room boxes say, to the centimetre', () => {
    let measured = 0
    for (const scene of tour.scenes) {
      for (const hotspot of scene.hotspots) {
        if (hotspot.kind !== 'measurement' || scene.kind !== 'panorama' || !scene.roomBox) continue
        measured++
        expect(hotspot.isApproximate).toBe(false)
        const { lengthMetres } = lengthBetween(scene.roomBox, hotspot, hotspot.to)
        expect(Math.abs(lengthMetres - (hotspot.lengthMetres ?? 0))).toBeLessThan(0.011)
      }
    }
    expect(measured).toBe(2)
  })

  it('hangs its picture on a wall where no door is', () => {
    const blocked = openings.filter(
      ({ along, faces, from, to }) => along === 'x' && faces.includes(hung.wall) && from < hung.east && to > hung.west,
    )
    expect(blocked).toEqual([])
  })

  it('puts every scene of a room into that room on the plan', () => {
    const [level] = tour.levels
    const plan = level?.plan
    expect(plan?.widthMetres).toBe(planWidthMetres)
    for (const { id, room } of cameras) {
      const place = plan?.places.find(({ sceneId }) => sceneId === id)
      const { west, east, north, south } = roomOf(room)
      const [low, high] = [onPlan(west, north), onPlan(east, south)]
      expect(place && place.x > low.x && place.x < high.x && place.y > low.y && place.y < high.y, id).toBe(true)
    }
  })

  it('tells the facts that the plan has', () => {
    const area = (...ids: string[]) =>
      rooms
        .filter(({ id }) => ids.length === 0 || ids.includes(id))
        .reduce((sum, room) => sum + (room.east - room.west) * (room.south - room.north), 0)
    expect(tour.property?.areaSquareMetres).toBeCloseTo(area(), 1)
    expect(tour.property?.livingAreaSquareMetres).toBeCloseTo(area('living', 'bedroom', 'study'), 1)
    expect(tour.property?.kitchenAreaSquareMetres).toBeCloseTo(area('kitchen'), 1)
    expect(tour.property?.ceilingMetres).toBe(roomOf('living').height)
  })

  it('names areas that match the rooms', () => {
    for (const room of rooms) {
      const area = ((room.east - room.west) * (room.south - room.north)).toFixed(1)
      const titles = notes.map((note) => note.title)
      expect(titles.some((title) => title.ru?.includes(`${area.replace('.', ',')} м²`))).toBe(true)
      expect(titles.some((title) => title.kk?.includes(`${area.replace('.', ',')} м²`))).toBe(true)
      expect(titles.some((title) => title.en?.includes(`${area} m²`))).toBe(true)
    }
  })

  it('speaks all three languages everywhere', () => {
    const said = [...notes.flatMap(({ title, body }) => [title, body]), ...stops.map(({ caption }) => caption)]
    for (const text of said) expect([text.kk, text.ru, text.en].every((each) => each?.trim())).toBe(true)
  })
})

describe('the attachments', () => {
  it('are there, are named by the tour, and weigh less than 1.5 MB together', () => {
    const tour = Tour.parse(read('tour.json'))
    expect(attachmentsOf(tour).sort()).toEqual(Object.values(attachmentFiles).sort())
    expect(read('files.json')).toMatchObject({ attachments: attachmentFiles })
    const sizes = Object.keys(attachmentFiles).map((name) => statSync(join(folder, name)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000)
  })

  it('are the ones that are drawn and computed', () => {
    const file = (name: AttachmentFile) => readFileSync(join(folder, name))
    expect(riverAndWind().equals(file('river-and-wind.wav'))).toBe(true)
    expect(flatModel().equals(file('model.glb'))).toBe(true)
  })

  it('let the sound begin where it ends, and never clip', () => {
    const bytes = riverAndWind().subarray(44)
    const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    const steps = samples.map((value, i) => Math.abs(value - (samples.at(i - 1) ?? 0)))
    const usual = steps.reduce((sum, step) => sum + step, 0) / steps.length
    expect(steps[0]).toBeLessThan(usual * 5)
    expect(samples.every((value) => Math.abs(value) < 32_000)).toBe(true)
  })
})

describe('the panoramas', () => {
  it('are large 2:1 pictures that say they are panoramas, below 20 MB together', async () => {
    let total = 0
    for (const { id, headingDegrees, panorama } of cameras) {
      const file = join(folder, `${id}.jpg`)
      const { width = 0, height = 0, xmp } = await sharp(file).metadata()
      expect(width).toBeGreaterThanOrEqual(4096)
      expect(width).toBe(2 * height)
      expect(xmp?.toString()).toContain(`GPano:PoseHeadingDegrees="${headingDegrees}"`)
      expect(read('files.json')).toMatchObject({ panoramas: { [`${id}.jpg`]: panorama } })
      total += statSync(file).size
    }
    expect(total).toBeLessThan(20_000_000)
  })
})

describe('the renderer', () => {
  it('sends the ray of an image place towards the point that appears there', () => {
    const camera = cameraOf('kitchen')
    const direction = new Float64Array(3)
    rayThrough(1000, 300, 2048, camera.headingDegrees, direction)
    const point = [0, 1, 2].map((k) => (camera.position[k] ?? 0) + 3 * (direction[k] ?? 0))
    const sight = sightOf(camera, [point[0] ?? 0, point[1] ?? 0, point[2] ?? 0])
    expect(sight.yawDegrees).toBeCloseTo((1000 / 2048 - 0.5) * 360, 6)
    expect(sight.pitchDegrees).toBeCloseTo((0.5 - 300 / 1024) * 180, 6)
  })

  it('gives the same bytes every time', { timeout: 240_000 }, () => {
    const world = flatWorld()
    const render = () =>
      paintPanorama(world, bake(world, roughBake), cameraOf('living'), {
        width: 64,
        softWidth: 32,
        softRays: 8,
        extra: 2,
      })
    const first = render()
    expect(Buffer.from(render()).equals(Buffer.from(first))).toBe(true)
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length
    expect(mean).toBeGreaterThan(90)
    expect(mean).toBeLessThan(220)
  })
})
