// A server whose parent was killed goes on without it. This finds such an orphan on our data folder and ends it.
// It must never touch a process that does not work in exactly that folder.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'

const patienceMs = 20_000
const pollMs = 20

/** Call before a start, and only while holding the lock on the folder above: then every server there is an orphan. */
export async function endOrphan(dataFolder: string, log: (line: string) => void): Promise<void> {
  const lock = readLock(dataFolder)
  if (!lock) return
  const end = Date.now() + patienceMs
  if (isServerOf(dataFolder, lock.pid)) {
    log(`ending the database server ${lock.pid} that an earlier run left behind`)
    signal(lock.pid, 'SIGINT')
  }
  while (Date.now() < end && (isServerOf(dataFolder, lock.pid) || workersOf(dataFolder).length > 0)) await sleep(pollMs)

  const left = workersOf(dataFolder)
  if (left.length > 0) {
    throw new OperatorError(
      `An earlier database server still works in ${dataFolder} (process ${left.join(', ')}). End it and start again.`,
    )
  }
  forgetLock(dataFolder)
}

/** The first line of postmaster.pid is the process number. */
function readLock(dataFolder: string): { pid: number } | undefined {
  try {
    const [pid] = readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Math.abs(Number(pid)) }
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL clears a stale lock itself unless its number now belongs to a living process: a zombie that nobody
 * collects, or, in a container that starts again, any process of ours with the same small number. Nothing works in the
 * folder any more, so the lock is void. Only Linux can prove that; elsewhere the server's own check decides.
 */
function forgetLock(dataFolder: string): void {
  if (process.platform === 'linux') rmSync(path.join(dataFolder, 'postmaster.pid'), { force: true })
}

function isServerOf(dataFolder: string, pid: number): boolean {
  if (process.platform === 'linux') return worksIn(realpathSync(dataFolder), String(pid))
  if (process.platform === 'win32') return false // not provable there: the server's own check decides
  const shown = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return shown.stdout.includes('postgres') && shown.stdout.includes(dataFolder)
}

/** Every server process has the data folder as its working folder. */
function workersOf(dataFolder: string): string[] {
  if (process.platform !== 'linux') return []
  const folder = realpathSync(dataFolder)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && worksIn(folder, name))
}

function worksIn(folder: string, pid: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === folder && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
    )
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it ended in this very moment
  }
}
