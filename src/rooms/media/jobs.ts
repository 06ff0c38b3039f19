// The background work on panoramas: originals in, archives and rows out. Can be killed anywhere and run again: what it stores is
// addressed by content, and every step asks first whether the work is still wanted.
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Deriving } from '#imaging/attachments/derive.ts'
import type { PanoramaInput } from '#imaging/contract.ts'
import { isNumberedFace } from '#imaging/face-file.ts'
import type { Imaging } from '#imaging/imaging.ts'
import { ImagingRefusal } from '#imaging/refusal.ts'
import { inTransaction, type Tx } from '#platform/db.ts'
import type { Task } from '#platform/jobs.ts'
import type { Listener } from '#platform/listener.ts'
import { outageOf } from '#platform/outage.ts'
import { isCode } from '#platform/storage/durable.ts'
import type { Tools } from '#platform/tools.ts'
import { createTurns } from '#platform/turns.ts'
import { createAttachmentTasks } from './attachment-jobs.ts'
import type { AttachmentUses } from './attachments.ts'
import {
  attemptsAllowed,
  failuresAllowed,
  isOutage,
  outagePauseMs,
  ownFolder,
  retryAfterMs,
  workFolder,
} from './job-rules.ts'
import {
  asShown,
  cancelChannel,
  change,
  enqueueTiling,
  giveUpOnFaces,
  missingFacesTask,
  type OnShown,
  refuse,
  tellTeam,
  tileTask,
} from './panoramas.ts'
import { Reporter, storeFinished } from './results.ts'
import { listSources, type Sides, type Source } from './source-rows.ts'
import { copyResults, findTwin, holdPanorama, type PanoramaRow } from './store.ts'

/** A heavy one, the next one whose original is fetched meanwhile, and a small one that overtakes both. */
const panoramasAtOnce = 3

const Payload = z.object({ teamId: z.uuid(), panoramaId: z.uuid(), outages: z.int().default(0) })

interface Parts {
  tools: Tools
  imaging: Imaging
  onShown: OnShown
  /** Work under way in this process, by panorama. */
  running: Map<string, AbortController>
}

export interface MediaTaskHooks {
  onShown: OnShown
  uses: AttachmentUses
}

export interface MediaWorkshops {
  imaging: Imaging
  deriving: Deriving
}

export async function createMediaTasks(
  tools: Tools,
  listener: Listener,
  { imaging, deriving }: MediaWorkshops,
  { onShown, uses }: MediaTaskHooks,
): Promise<Record<string, Task>> {
  const running = new Map<string, AbortController>()
  await listener.on(cancelChannel, (payload) => {
    if (typeof payload === 'object' && payload && 'panoramaId' in payload)
      running.get(String(payload.panoramaId))?.abort(new Cancelled())
  })
  await sweepWorkFolders(tools)
  const parts = { tools, imaging, onShown, running }
  const turns = createTurns(panoramasAtOnce)
  return {
    ...(await createAttachmentTasks(tools, deriving, uses)),
    [tileTask]: async (payload, { stopping }) => {
      const place = Payload.parse(payload)
      await turns
        .take(stopping, () => tilePanorama(parts, place, stopping))
        .catch(async (error: unknown) => {
          if (!stopping.aborted) throw error
          // Its turn never came; failing instead would make it wait longer after every stop.
          const { teamId, panoramaId: id } = place
          await inTransaction(tools.db, (tx) => enqueueTiling(tx, tools.jobs, { teamId, id }))
        })
    },
    [missingFacesTask]: (payload) => {
      const { teamId, panoramaId } = Payload.parse(payload)
      return inTransaction(tools.db, (tx) => giveUpOnFaces(tx, tools.jobs, teamId, panoramaId, tools.now()))
    },
  }
}

/** What killed processes of this machine left; those of living ones must stay. */
async function sweepWorkFolders(tools: Tools): Promise<void> {
  await mkdir(workFolder(tools), { recursive: true })
  for (const name of await readdir(workFolder(tools))) {
    const id = name.startsWith(`${hostname()}-`) ? Number(name.slice(hostname().length + 1)) : Number.NaN
    if (id === process.pid || (id > 0 && !isAlive(id)))
      await rm(join(workFolder(tools), name), { recursive: true, force: true })
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

async function tilePanorama(
  parts: Parts,
  { teamId, panoramaId, outages }: z.infer<typeof Payload>,
  stopping: AbortSignal,
) {
  const { tools, running } = parts
  const panorama = await beginWork(parts, teamId, panoramaId)
  if (!panorama) return
  const cancelling = new AbortController()
  running.set(panoramaId, cancelling)
  const folder = join(ownFolder(tools), randomUUID())
  try {
    await mkdir(folder, { recursive: true })
    await work(parts, panorama, folder, AbortSignal.any([cancelling.signal, stopping]))
  } catch (error) {
    if (cancelling.signal.aborted) return
    await settleFailure(tools, panorama, { error, outages }, stopping)
  } finally {
    running.delete(panoramaId)
    await rm(folder, { recursive: true, force: true })
  }
}

/** Undefined when there is nothing to do: cancelled, done already, or done by taking over a twin's results. */
function beginWork({ tools, onShown }: Parts, teamId: string, id: string): Promise<PanoramaRow | undefined> {
  return inTransaction(tools.db, async (tx) => {
    const at = tools.now()
    const panorama = await holdPanorama(tx, teamId, id)
    if (!panorama || (panorama.state !== 'queued' && panorama.state !== 'working')) return undefined
    const [source, ...others] = await listSources(tx, panorama)
    const twinId = source && others.length === 0 ? await findTwin(tx, panorama, source.sha256) : undefined
    if (twinId) {
      await copyResults(tx, panorama, twinId, at)
      const ready = await holdPanorama(tx, teamId, id)
      if (ready) await onShown(tx, asShown(ready), at)
      await tellTeam(tx, panorama, { state: 'ready', stage: null, progress: 1 })
      return undefined
    }
    const attempts = panorama.attempts + 1
    if (attempts > attemptsAllowed) {
      await refuse(tx, panorama, 'media.failed_repeatedly', {}, at)
      return undefined
    }
    await change(tx, panorama, { state: 'working', stage: 'inspecting', progress: 0, attempts }, at)
    return { ...panorama, attempts }
  })
}

async function work(parts: Parts, panorama: PanoramaRow, outputFolder: string, signal: AbortSignal): Promise<void> {
  const { tools, imaging } = parts
  const sources = await listSources(tools.db, panorama)
  const lent = await lend(tools, sources)
  const reporter = new Reporter(parts, panorama, signal)
  try {
    const tiled = await imaging.tile(asInput(lent), {
      fileName: panorama.fileName,
      outputFolder,
      onEvent: (event) => reporter.hear(event),
      signal: reporter.signal,
    })
    const pictures = await reporter.finish(tiled.preview)
    signal.throwIfAborted()
    await storeFinished(parts, panorama, tiled, pictures)
  } catch (error) {
    await reporter.settled()
    throw reporter.failure ?? error
  } finally {
    await Promise.all(lent.map((file) => file.release()))
  }
}

type Lent = Source & { path: string; release(): Promise<void> }

async function lend({ storage }: Tools, sources: Source[]): Promise<Lent[]> {
  return Promise.all(sources.map(async (source) => ({ ...source, ...(await storage.localFile(source.storageKey)) })))
}

function asInput(lent: Lent[]): PanoramaInput {
  const whole = lent.find((file) => file.face === 'whole')
  if (whole) return { kind: 'file', path: whole.path }
  const path = (face: keyof Sides) => {
    const file = lent.find((each) => each.face === face)
    if (!file) throw new Error(`The side ${face} is not there`)
    return file.path
  }
  const paths = { f: path('f'), r: path('r'), b: path('b'), l: path('l'), u: path('u'), d: path('d') }
  return { kind: 'faces', paths, isNumbered: lent.every(({ fileName }) => isNumberedFace(fileName)) }
}

interface Failure {
  error: unknown
  /** Outages that this panorama met before, one after the other. */
  outages: number
}

/** Writes down how the work ended; waits for the database if that is what is away. */
async function settleFailure(tools: Tools, panorama: PanoramaRow, failure: Failure, stopping: AbortSignal) {
  const { error } = failure
  if (!stopping.aborted && !(error instanceof ImagingRefusal))
    tools.log.error({ err: error, panoramaId: panorama.id }, 'the work on a panorama failed')
  for (let times = 0; ; times++)
    try {
      return await inTransaction(tools.db, (tx) => settle(tx, tools, panorama, failure, stopping.aborted))
    } catch (refused) {
      if (stopping.aborted || !outageOf(refused)) throw refused
      await pause(outagePauseMs(times), undefined, { signal: stopping })
    }
}

async function settle(tx: Tx, tools: Tools, panorama: PanoramaRow, failure: Failure, isStopping: boolean) {
  const { error, outages } = failure
  const at = tools.now()
  const held = await holdPanorama(tx, panorama.teamId, panorama.id)
  if (held?.state !== 'working') return
  const unharmed = { state: 'queued', stage: null, attempts: held.attempts - 1 } as const
  if (isStopping) {
    await change(tx, held, unharmed, at)
    return enqueueTiling(tx, tools.jobs, held)
  }
  if (error instanceof ImagingRefusal) return refuse(tx, held, `imaging.${error.code}`, error.details, at)
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 2000)
  if (isOutage(error)) {
    await change(tx, held, { ...unharmed, lastError }, at)
    const runAt = new Date(at.getTime() + outagePauseMs(outages))
    return enqueueTiling(tx, tools.jobs, held, { runAt, outages: outages + 1 })
  }
  const failures = held.failures + 1
  await change(tx, held, { state: 'queued', stage: null, failures, lastError }, at)
  if (failures >= failuresAllowed) return refuse(tx, held, 'media.failed_repeatedly', {}, at)
  return enqueueTiling(tx, tools.jobs, held, { runAt: new Date(at.getTime() + retryAfterMs * failures) })
}
