// What all background work of the room has in common: how often it is tried, how long it waits, and where its files lie meanwhile.
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ImagingCrash } from '#imaging/refusal.ts'
import { outageOf } from '#platform/outage.ts'
import type { Tools } from '#platform/tools.ts'

/** Crashes of the imaging itself; a file that it refuses is refused at once. */
export const failuresAllowed = 3
/** Starts, the ones that ended because the whole process was killed included. */
export const attemptsAllowed = 10
export const retryAfterMs = 2000

export const workFolder = ({ config }: Tools) => join(config.dataFolder, 'work')
export const ownFolder = (tools: Tools) => join(workFolder(tools), `${hostname()}-${process.pid}`)

/** The file is not to blame, however often: no room, no database, no storage. */
export const isOutage = (error: unknown): boolean =>
  outageOf(error) !== undefined || (error instanceof ImagingCrash && error.outage !== undefined)

/** 2 seconds, twice as long each time, up to 5 minutes. */
export const outagePauseMs = (before: number): number => Math.min(5 * 60_000, 2000 * 2 ** before)
