// The comparison in words: tables, which goals are met, and the figures as one object.
import { cpus, loadavg } from 'node:os'
import { type Contestant, contestants, ours, peers } from './contestants.ts'
import { median, rounded } from './figures.ts'
import type { HeapGrowth } from './heap.ts'
import type { Panning } from './panning.ts'
import type { Visit } from './visit.ts'
import { type ProfileName, profileNames, profiles } from './visitor.ts'
import type { World } from './world.ts'

export interface Station {
  panning: Panning | undefined
  textureBytes: number | undefined
}

export interface Results {
  /** By `profile/contestant`. */
  visits: Map<string, Visit[]>
  /** What does not depend on the network. */
  stations: Map<'desk' | 'phone', Map<Contestant, Station>>
}

/** null = not measured. */
export interface Figures {
  gzip: number | null
  first_ms: number | null
  sharp_ms: number | null
  kb: number | null
  texture_mb_tour: number | null
  frame_ms_p50: number | null
  frame_ms_p95: number | null
  draws: number | null
}
type Figure = keyof Figures
type AllFigures = { [contestant: string]: { [profile: string]: Figures } }

export function printMachine(
  { photo, pyramid, whole, tiles }: World,
  { runs, scenes }: { runs: number; scenes: number },
) {
  const tileBytes = [...tiles.values()].reduce((sum, { body }) => sum + body.length, 0)
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} KB`
  console.log(`${photo.widthPx}×${photo.heightPx} px: ${tiles.size} tiles of ${pyramid.tilePx} px in ${pyramid.levels} levels,
${kilobytes(tileBytes)}; as one file ${kilobytes(whole.body.length)}. ${runs} runs, medians; a tour of ${scenes} scenes.
Software renderer, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}: only ratios of one run are meaningful.
Times since the request of the page. first: a 32 px wide copy of the frame is nearer to the final picture than half the distance of
the best empty page. sharp: from here on every frame differs from the last by less than 0.25 of 255 (mean, all device pixels). Both from the
browser's screencast: up to a frame (17 ms calm) late. Networks are the browser's own emulation: the round trip is added to every
request, shared bandwidth, no connection set-up, no losses. Interfaces are loaded but not painted.`)
}

const columns = [
  'gzip KB',
  'first ms',
  'sharp ms',
  'KB',
  'requests',
  'dB',
  'texture MB',
  'frame p50',
  'p95',
  'draws',
  'main ms',
  'GPU CPU ms',
]

export function printProfile(profile: ProfileName, results: Results): void {
  console.log(`\n${profiles[profile].title}`)
  console.log(`  ${''.padEnd(15)}${columns.map((name) => name.padStart(Math.max(9, name.length + 2))).join('')}`)
  for (const name of contestants) {
    const visits = results.visits.get(`${profile}/${name}`) ?? []
    const station = stationOf(results, profile, name)
    if (visits.length === 0 && !station?.panning && !station?.textureBytes) continue
    const figures = figuresFor(results, profile, name)
    const of = (pick: (visit: Visit) => number, digits: number) => show(median(visits.map(pick)), digits)
    const cells = [
      show((figures.gzip ?? Number.NaN) / 1000, 1),
      show(figures.first_ms, 0),
      show(figures.sharp_ms, 0),
      show(figures.kb, 0),
      of(({ requests }) => requests, 0),
      of(({ decibels }) => decibels, 1),
      show(figures.texture_mb_tour, 1),
      show(figures.frame_ms_p50, 1),
      show(figures.frame_ms_p95, 1),
      show(figures.draws, 1),
      show(station?.panning?.mainMsPerFrame, 1),
      show(station?.panning?.gpuCpuMsPerFrame, 1),
    ]
    const padded = cells.map((cell, index) => cell.padStart(Math.max(9, (columns[index] ?? '').length + 2)))
    console.log(`  ${name.padEnd(15)}${padded.join('')}`)
  }
}

/** So that a long run can be followed. */
export function printStation(title: string, { panning, textureBytes }: Station): void {
  const said = [
    panning && `frames ${show(panning.frameMsP50, 1)} ms, 95 % below ${show(panning.frameMsP95, 1)} ms`,
    textureBytes && `textures at most ${show(textureBytes / 1e6, 1)} MB`,
  ].filter(Boolean)
  if (said.length > 0) console.log(`${title}: ${said.join('; ')}`)
}

export function printHeap(growths: ReadonlyMap<Contestant, HeapGrowth>): void {
  console.log('\nJavaScript heap over the changes of scene, after collections')
  for (const [name, { beforeBytes, afterBytes, noiseBytes }] of growths) {
    const kilobytes = (bytes: number) => `${rounded(bytes / 1000, 1)} KB`
    console.log(
      `  ${name.padEnd(15)} ${kilobytes(beforeBytes)} → ${kilobytes(afterBytes)}, growth ${kilobytes(afterBytes - beforeBytes)}` +
        ` (two readings at rest differ by ${kilobytes(noiseBytes)})`,
    )
  }
}

/** Each goal, the best peer's figure beside ours, and their ratio. */
export function printGoals(results: Results): void {
  console.log('\nGoals')
  const all = figuresOf(results)
  for (const name of ours) {
    const mine = all[name]?.unthrottled?.gzip
    const limit = name === 'panoqor' ? 35_000 : 15_000
    if (mine) line(`${name}: code, gzip`, mine <= limit, `${rounded(mine / 1000, 1)} of ${limit / 1000} KB`)
  }
  for (const profile of profileNames) {
    for (const [figure, share] of [
      ['first_ms', 1],
      ['sharp_ms', 0.8],
      ['kb', 1],
    ] as const)
      against(all, profile, figure, share)
  }
  for (const profile of ['unthrottled', 'phone'] as const) {
    against(all, profile, 'texture_mb_tour', 0.6)
    against(all, profile, 'frame_ms_p50', 1)
    against(all, profile, 'frame_ms_p95', 1)
  }
}

function against(all: AllFigures, profile: ProfileName, figure: Figure, share: number): void {
  const mine = all.panoqor?.[profile]?.[figure]
  const others = peers.flatMap((name) => {
    const value = all[name]?.[profile]?.[figure]
    return value ? [{ name, value }] : []
  })
  const best = others.sort((a, b) => a.value - b.value)[0]
  if (!mine || !best) return
  const ratio = mine / best.value
  line(
    `${profile}: ${figure}`,
    ratio <= share,
    `${ratio.toFixed(2)} of ${best.name}'s ${best.value} (ours ${mine}; goal ${share})`,
  )
}

const line = (goal: string, isMet: boolean, how: string) =>
  console.log(`  ${isMet ? 'met   ' : 'MISSED'}  ${goal.padEnd(30)} ${how}`)

export function figuresOf(results: Results): AllFigures {
  const measured = contestants.filter(
    (name) =>
      [...results.visits.keys()].some((key) => key.endsWith(`/${name}`)) || results.stations.get('desk')?.has(name),
  )
  return Object.fromEntries(
    measured.map((name) => [
      name,
      Object.fromEntries(profileNames.map((profile) => [profile, figuresFor(results, profile, name)])),
    ]),
  )
}

function figuresFor(results: Results, profile: ProfileName, name: Contestant): Figures {
  const visits = results.visits.get(`${profile}/${name}`) ?? []
  const { panning, textureBytes } = stationOf(results, profile, name) ?? {}
  const of = (pick: (visit: Visit) => number) => median(visits.map(pick))
  return {
    gzip: orNull(of(({ gzipBytes }) => gzipBytes)),
    first_ms: orNull(of(({ firstMs }) => firstMs)),
    sharp_ms: orNull(of(({ sharpMs }) => sharpMs)),
    kb: orNull(
      of(({ bytes }) => bytes / 1000),
      1,
    ),
    texture_mb_tour: orNull(textureBytes && textureBytes / 1e6, 1),
    frame_ms_p50: orNull(panning?.frameMsP50, 1),
    frame_ms_p95: orNull(panning?.frameMsP95, 1),
    draws: orNull(panning?.drawsPerFrame, 1),
  }
}

const stationOf = ({ stations }: Results, profile: ProfileName, name: Contestant) =>
  stations.get(profile === 'phone' ? 'phone' : 'desk')?.get(name)

const orNull = (value: number | undefined, digits = 0) =>
  value === undefined || Number.isNaN(value) ? null : rounded(value, digits)

const show = (value: number | null | undefined, digits: number) =>
  value === null || value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)
