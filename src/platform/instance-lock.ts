// One instance per data folder. The lock is the kernel's own lock on a file, so it cannot outlive its process however
// that one ends, and there is nothing to clean up after a crash.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from './operator-error.ts'

export interface InstanceLock {
  release(): void
}

export class AlreadyRunning extends OperatorError {
  readonly folder: string
  readonly pid: number | undefined

  constructor(folder: string, pid: number | undefined) {
    const who = pid === undefined ? 'Another process' : `Another process (number ${pid})`
    super(`${who} already works in ${folder}. Stop it first, or choose another folder with PANOQOR_DATA.`)
    this.name = 'AlreadyRunning'
    this.folder = folder
    this.pid = pid
  }
}

const patienceMs = 1100 // for one that is just ending, as when a supervisor restarts us
const pollMs = 100

/**
 * Node has no file locks of its own; SQLite has, on every system. The database in instance.lock stays empty for ever:
 * an exclusive transaction on it is the lock.
 */
export async function lockInstance(dataFolder: string): Promise<InstanceLock> {
  makeFolder(path.resolve(dataFolder))
  const holder = path.join(dataFolder, 'instance.pid') // beside the lock: SQLite must be the only one to open that file
  const end = Date.now() + patienceMs
  for (;;) {
    const lock = tryLock(path.join(dataFolder, 'instance.lock'))
    if (lock) {
      writeFileSync(holder, `${process.pid}\n`)
      return { release: () => lock.close() }
    }
    if (Date.now() >= end) throw new AlreadyRunning(dataFolder, readPid(holder))
    await sleep(pollMs)
  }
}

/** Step by step: in one step Node answers "does not exist" for a disk that is read-only. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o711 }) // others may pass through, the database's user must; nobody may look around
}

const sqliteBusy = 5

function tryLock(file: string): DatabaseSync | undefined {
  const database = openFile(file)
  try {
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined
    throw error
  }
}

/** SQLite's own words ("unable to open database file") hide why; opening it the plain way says it. */
function openFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 })
  } catch (error) {
    writeFileSync(file, '', { flag: 'a' })
    throw error
  }
}

function readPid(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}
