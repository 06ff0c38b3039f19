// How our viewer stands beside Pannellum, Marzipano, Photo Sphere Viewer and a bare three.js sphere: what a visitor downloads,
// when the picture is there and when it is sharp, texture memory over a tour, frames while panning; the last line is JSON.
// Usage: npm run bench -- viewer [--file PANORAMA.jpg] [--runs 3] [--scenes 20] [--changes 200] [--only panoqor,marzipano]
//   [--parts visits,panning,tour,heap] [--profiles unthrottled,4g,slow_3g,phone] [--timeline]
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { referenceView } from '#test/support/reference-cube.ts'
import { makePhotoLikeJpeg } from './imaging/photo-like.ts'
import { type Contestant, contestants, isContestant, ours, pageOf } from './viewer/contestants.ts'
import { type HeapGrowth, heapGrowth } from './viewer/heap.ts'
import { type Panning, pan } from './viewer/panning.ts'
import {
  figuresOf,
  printGoals,
  printHeap,
  printMachine,
  printProfile,
  printStation,
  type Results,
  type Station,
} from './viewer/report.ts'
import { peakTextureBytes } from './viewer/tour.ts'
import { type Visit, visit } from './viewer/visit.ts'
import { desk, type ProfileName, phone, profileNames, profiles, type Screen } from './viewer/visitor.ts'
import { makeWorld, sceneFiles, type World } from './viewer/world.ts'

const { values: given } = parseArgs({
  options: {
    file: { type: 'string' },
    runs: { type: 'string', default: '3' },
    scenes: { type: 'string', default: '20' },
    changes: { type: 'string', default: '200' },
    only: { type: 'string', default: contestants.join() },
    parts: { type: 'string', default: 'visits,panning,tour,heap' },
    profiles: { type: 'string', default: profileNames.join() },
    timeline: { type: 'boolean', default: false },
  },
})
const runs = Number(given.runs)
const scenes = Number(given.scenes)
const parts = given.parts.split(',')
const chosen = given.only.split(',').filter(isContestant)
const chosenProfiles = profileNames.filter((name) => given.profiles.split(',').includes(name))
/** The network decides there, and hardly differs from run to run. */
const longVisitMs = 20_000

async function main(folder: string): Promise<void> {
  const world = await makeWorld(given.file ?? (await makePhotoLikeJpeg(folder, 8192)), folder)
  printMachine(world, { runs, scenes })
  const results: Results = { visits: new Map(), stations: new Map() }
  if (parts.includes('visits')) await visitAll(world, results)
  for (const [name, screen] of [
    ['desk', desk],
    ['phone', phone],
  ] as const) {
    results.stations.set(name, await driveAll(world, screen))
  }
  for (const profile of chosenProfiles) printProfile(profile, results)
  if (parts.includes('heap')) printHeap(await measureHeap(world))
  printGoals(results)
  console.log(JSON.stringify(figuresOf(results)))
}

/** Interleaved: each run goes through all profiles and engines, so that a busy minute of the machine hits all alike. */
async function visitAll(world: World, results: Results): Promise<void> {
  for (let run = 0; run < runs; run++) {
    for (const profile of chosenProfiles) {
      const truth = truthFor(world, profiles[profile].screen)
      for (const name of turned(chosen, run)) {
        const before = results.visits.get(`${profile}/${name}`) ?? []
        if (before.some(({ sharpMs }) => sharpMs > longVisitMs)) continue
        const made = await visitOnce(world, profile, name, truth)
        if (made) results.visits.set(`${profile}/${name}`, [...before, made])
      }
    }
  }
}

async function visitOnce(
  world: World,
  profile: ProfileName,
  name: Contestant,
  truth: ReturnType<typeof truthFor>,
): Promise<Visit | undefined> {
  const { screen } = profiles[profile]
  const made = await tried(`${name}, ${profile}`, async () => {
    const files = await pageOf(name, world, screen)
    return files && visit(profiles[profile], new Map([...sceneFiles(world, 1), ...files]), truth)
  })
  if (made && given.timeline) {
    console.log(`${name}, ${profile}: first ${made.firstMs.toFixed()} ms, sharp ${made.sharpMs.toFixed()} ms`)
    for (const { path, askedMs, endedMs, bytes } of made.timeline)
      console.log(
        `  ${askedMs.toFixed().padStart(6)} … ${(endedMs?.toFixed() ?? '').padStart(6)} ms  ${bytes} bytes  ${path}`,
      )
  }
  return made
}

async function driveAll(world: World, screen: Screen): Promise<Map<Contestant, Station>> {
  const stations = new Map<Contestant, Station>()
  for (const name of chosen) {
    const station: Station = {
      panning: parts.includes('panning') ? await panned(world, screen, name) : undefined,
      textureBytes: parts.includes('tour') ? await toured(world, screen, name) : undefined,
    }
    stations.set(name, station)
    printStation(`${name}, ${screen.width}×${screen.height}`, station)
  }
  return stations
}

async function panned(world: World, screen: Screen, name: Contestant): Promise<Panning | undefined> {
  return tried(`${name}, panning`, async () => {
    const page = await pageOf(name, world, screen, { driven: true })
    return page && pan(screen, new Map([...sceneFiles(world, 1), ...page]))
  })
}

async function toured(world: World, screen: Screen, name: Contestant): Promise<number | undefined> {
  return tried(`${name}, tour`, async () => {
    const page = await pageOf(name, world, screen, { driven: true, scenes })
    return page && peakTextureBytes(screen, new Map([...sceneFiles(world, scenes), ...page]), scenes)
  })
}

async function measureHeap(world: World): Promise<Map<Contestant, HeapGrowth>> {
  const growths = new Map<Contestant, HeapGrowth>()
  const few = Math.min(5, scenes)
  for (const name of ours.filter((each) => chosen.includes(each))) {
    const growth = await tried(`${name}, heap`, async () => {
      const page = await pageOf(name, world, desk, { driven: true, scenes: few })
      return page && heapGrowth(new Map([...sceneFiles(world, few), ...page]), few, Number(given.changes))
    })
    if (growth) growths.set(name, growth)
  }
  return growths
}

/** One engine that fails must not cost the figures of the others. */
async function tried<Result>(what: string, measure: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await measure()
  } catch (error) {
    console.log(`${what}: not measured (${error instanceof Error ? error.message.split('\n', 1)[0] : error})`)
    return undefined
  }
}

const truths = new Map<Screen, ReturnType<typeof referenceView>>()
function truthFor({ photo }: World, screen: Screen) {
  const { width, height, ratio } = screen
  const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
  const truth = truths.get(screen) ?? referenceView(photo, { view, widthPx: width * ratio, heightPx: height * ratio })
  truths.set(screen, truth)
  return truth
}

const turned = <Item>(items: readonly Item[], by: number) => {
  const begin = by % Math.max(1, items.length)
  return [...items.slice(begin), ...items.slice(0, begin)]
}

const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-viewer-'))
try {
  await main(folder)
} finally {
  await rm(folder, { recursive: true })
}
