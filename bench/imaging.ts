// How fast, exact and frugal the imaging is, beside two peers on the same file: a cube converter of libvips commands (what kubi
// does) and Pannellum's generate.py with Hugin's nona. Prints a table and, as its last line, one JSON object.
// Usage: npm run bench -- imaging [--file PATH] [--quick]
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureOurs, measureShift, type OurFigures } from './imaging/ours.ts'
import { generatePeer, type PeerFigures, vipsPeer } from './imaging/peers.ts'
import { makePhotoLikeJpeg } from './imaging/photo-like.ts'

const { values } = parseArgs({ options: { file: { type: 'string' }, quick: { type: 'boolean', default: false } } })
const seconds = (value: number) => `${value.toFixed(2)} s`

async function main(folder: string): Promise<void> {
  const sizes = values.quick ? [4096, 8192] : [4096, 8192, 16384, 32768]
  const figures = new Map<number, OurFigures>()
  for (const widthPx of sizes) {
    const path = await makePhotoLikeJpeg(folder, widthPx)
    figures.set(widthPx, await measureOurs(path, folder, widthPx))
    if (widthPx > 8192) await rm(path)
  }
  const file = values.file ?? join(folder, 'photo-8192.jpg')
  const ours = values.file ? await measureOurs(values.file, folder, 8192) : figures.get(8192)
  if (!ours) throw new Error('The 8K panorama was not measured')
  const shift = await measureShift(folder)
  const vips = await vipsPeer(file, folder)
  const generate = await generatePeer(file, folder)
  print(figures, ours, shift, vips, generate)
}

function print(
  figures: Map<number, OurFigures>,
  ours: OurFigures,
  shift: Record<string, number>,
  vips: Awaited<ReturnType<typeof vipsPeer>>,
  generate: PeerFigures | undefined,
): void {
  const peer = (name: string, figure: PeerFigures | undefined) =>
    console.log(
      figure
        ? `  ${name.padEnd(34)} wall ${seconds(figure.wallSeconds).padStart(8)}  CPU ${seconds(figure.cpuSeconds).padStart(8)}`
        : `  ${name.padEnd(34)} not installed`,
    )
  const kubi = vips?.angles && {
    wallSeconds: vips.mapping.wallSeconds + vips.angles.wallSeconds,
    cpuSeconds: vips.mapping.cpuSeconds + vips.angles.cpuSeconds,
  }
  console.log(`One panorama to a complete tile archive, warm process, ${availableParallelism()} cores (five rounds):`)
  peer('ours', ours)
  peer('libvips mapim, 6 faces', vips?.mapping)
  peer('… and its angles, as kubi does', kubi)
  peer('generate.py with nona', generate)
  console.log('Our cost by size:')
  for (const [widthPx, figure] of figures)
    console.log(
      `  ${String(widthPx).padStart(5)} px wide   wall ${seconds(figure.wallSeconds).padStart(8)}  CPU ${seconds(figure.cpuSeconds).padStart(8)}` +
        `  ${((figure.cpuSeconds * 1e9) / (widthPx ** 2 / 2)).toFixed(1)} ns per pixel  peak ${figure.peakMegabytes} MB`,
    )
  console.log('Shift against a direction-coded panorama, px, worst of inside and edges:')
  console.log(
    `  ${Object.entries(shift)
      .map(([face, px]) => `${face} ${px.toFixed(4)}`)
      .join('  ')}`,
  )
  const ratio = (other: PeerFigures | undefined) => other && round(ours.cpuSeconds / other.cpuSeconds)
  const peak = (widthPx: number) => figures.get(widthPx)?.peakMegabytes ?? null
  const result = {
    wall_s: round(ours.wallSeconds),
    cpu_s: round(ours.cpuSeconds),
    cpu_vs_kubi: ratio(kubi ?? vips?.mapping) ?? null,
    cpu_vs_nona: ratio(generate) ?? null,
    max_shift_px: round(Math.max(...Object.values(shift))),
    peak_mb: { '8k': peak(8192), '16k': peak(16384), '32k': peak(32768) },
    linear: deviation([...figures].map(([widthPx, { cpuSeconds }]) => cpuSeconds / widthPx ** 2)),
  }
  console.log(JSON.stringify(result))
}

/** Largest deviation from the mean, as a share of it. */
function deviation(costs: number[]): number {
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length
  return round(Math.max(...costs.map((cost) => Math.abs(cost / mean - 1))))
}

const round = (value: number) => Math.round(value * 10000) / 10000

const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-'))
try {
  await main(folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}
