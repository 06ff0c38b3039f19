// Splats from every format through SOG and back: what a viewer will see is what was uploaded, but for what 8 and 16 bits can't say.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ply, spz, type TestSplat, testSplats } from '#test/support/attachments.ts'
import { withBytes } from './bytes.ts'
import type { SplatCloud } from './splat-cloud.ts'
import { weightiest } from './splat-order.ts'
import { readSog } from './splat-read-sog.ts'
import { deriveSplats } from './splats.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-splats-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function throughSog(bytes: Buffer, fileName: string): Promise<SplatCloud> {
  const path = join(folder, fileName)
  await writeFile(path, bytes)
  const { file } = await deriveSplats({ path, fileName, kind: 'splat', outputFolder: folder })
  return withBytes(file.path, (sog) => readSog(sog, folder))
}

/** The splat that came of this one: the nearest. */
function find(cloud: SplatCloud, { position: [x, y, z] }: TestSplat): number {
  const distance = (i: number) => {
    const [a = 0, b = 0, c = 0] = cloud.positions.subarray(i * 3, i * 3 + 3)
    return Math.hypot(a - x, b - y, c - z)
  }
  const all = Array.from({ length: cloud.count }, (_, i) => i)
  return all.reduce((best, i) => (distance(i) < distance(best) ? i : best), 0)
}

function expectNear(found: Float32Array, wanted: readonly number[], tolerance: number, what: string): void {
  for (const [at, value] of wanted.entries())
    expect(Math.abs((found[at] ?? 0) - value), `${what} ${at}`).toBeLessThan(tolerance)
}

it('keeps place, size, turn, colour and opacity of splats from a PLY', async () => {
  const splats = testSplats(600)
  const cloud = await throughSog(ply(splats), 'a.ply')
  expect([cloud.count, cloud.bands]).toEqual([600, 0])
  for (const splat of splats) {
    const i = find(cloud, splat)
    expectNear(cloud.positions.subarray(i * 3), splat.position, 0.0002, 'place')
    expectNear(cloud.scales.subarray(i * 3), splat.scale, 0.02, 'size')
    expectNear(cloud.colours.subarray(i * 3), splat.colour, 0.02, 'colour')
    const turn = cloud.rotations.subarray(i * 4, i * 4 + 4)
    const same = splat.rotation.reduce((sum, part, at) => sum + part * (turn[at] ?? 0), 0)
    expect(Math.abs(same)).toBeGreaterThan(0.9999)
    expect(Math.abs((cloud.opacities[i] ?? 0) - splat.opacity)).toBeLessThan(0.003)
  }
})

it('keeps the further bands', async () => {
  const splats = testSplats(300)
  const cloud = await throughSog(ply(splats, { bands: 2 }), 'bands.ply')
  expect(cloud.bands).toBe(2)
  for (const [index, splat] of splats.entries()) {
    const at = find(cloud, splat) * 24
    expectNear(cloud.harmonics.subarray(at, at + 24), [(index % 5) / 10, ...new Array(23).fill(0)], 0.01, 'band')
  }
})

it('turns the axes of SPZ into those of PLY', async () => {
  const cloud = await throughSog(spz([[1, 2, 3]]), 'a.spz')
  expectNear(cloud.positions, [1, -2, -3], 0.001, 'place')
  expectNear(cloud.scales, [200 / 16 - 10, 200 / 16 - 10, 200 / 16 - 10], 0.001, 'size')
})

it('reads back what it wrote: a SOG that is uploaded again is the same', async () => {
  const first = await throughSog(ply(testSplats(200), { bands: 1 }), 'first.ply')
  const path = join(folder, 'splats.sog')
  const { file } = await deriveSplats({
    path,
    fileName: 'splats.sog',
    kind: 'splat',
    outputFolder: await mkdtemp(join(folder, 'again-')),
  })
  const second = await withBytes(file.path, (sog) => readSog(sog, folder))
  expect([second.count, second.bands]).toEqual([first.count, first.bands])
  expectNear(second.positions, [...first.positions], 0.0002, 'place')
  expectNear(second.harmonics, [...first.harmonics], 0.01, 'band')
})

it('leaves out what can’t be drawn', async () => {
  const splats = testSplats(10)
  const odd = [
    { ...splats[0], position: [Number.NaN, 0, 0] },
    { ...splats[1], rotation: [0, 0, 0, 0] },
  ] as TestSplat[]
  expect((await throughSog(ply([...splats, ...odd]), 'odd.ply')).count).toBe(10)
})

it('finds the splats that fill most of the picture', () => {
  const scales = Float32Array.of(0, 0, 0, -9, -9, -9, -1, -1, -1, 0, 0, -9)
  const cloud = { count: 4, scales, opacities: Float32Array.of(0.1, 1, 1, 1) } as SplatCloud
  expect([...weightiest(cloud, 2)]).toEqual([2, 3])
})
