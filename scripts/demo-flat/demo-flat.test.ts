// The demo flat's documents agree with its geometry, its pictures are what they claim to be, and rendering repeats itself exactly.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { problemsOf } from '#tour/rules.ts'
import { Tour } from '#tour/tour.ts'
import { bake, roughBake } from './bake.ts'
import { rayThrough, sightOf, wrapDegrees } from './camera.ts'
import { flatGeometry } from './geometry.ts'
import { paintPanorama } from './panorama.ts'
import { cameraOf, cameras, rooms } from './plan.ts'
import { flatWorld } from './scene/flat.ts'
import { notes } from './texts.ts'
import { demoTour } from './tour-document.ts'

const folder = join(import.meta.dirname, '../../demo/flat')
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
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
    const pairs = tour.scenes.flatMap((scene) =>
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
        if (hotspot.kind !== 'link') continue
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
    for (const { hotspots } of tour.scenes) {
      hotspots.forEach((a, i) => {
        for (const b of hotspots.slice(i + 1)) {
          const apart = Math.hypot(wrapDegrees(a.yawDegrees - b.yawDegrees), a.pitchDegrees - b.pitchDegrees)
          expect(apart).toBeGreaterThan(4)
        }
      })
    }
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
    for (const { title, body } of notes) {
      for (const text of [title, body]) expect([text.kk, text.ru, text.en].every((each) => each?.trim())).toBe(true)
    }
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
      expect(read('files.json')).toMatchObject({ [`${id}.jpg`]: panorama })
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
