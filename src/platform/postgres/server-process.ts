// One running PostgreSQL server as a child process: its settings, the wait until it answers, its end.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'
import type { Account } from './account.ts'
import type { PostgresBinaries } from './binaries.ts'

const startMs = 60_000 // recovery after a power cut replays the log first
const fastStopMs = 15_000

/** Small on purpose: the whole product is to idle below 400 MB. Durability settings stay at PostgreSQL's safe defaults. */
const settings: Record<string, string> = {
  max_connections: '40',
  shared_buffers: '40MB',
  work_mem: '6MB',
  maintenance_work_mem: '48MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '4',
  io_method: 'sync', // the default keeps three more processes
  jit: 'off',
  random_page_cost: '1.1',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** For databases that are thrown away: speed instead of safety. */
const disposableSettings: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '100',
}

export interface Listening {
  /** A private folder for the socket; where there are none, a loopback port. */
  host: string
  port: number
}

export interface ServerOptions {
  binaries: PostgresBinaries
  account: Account
  dataFolder: string
  listening: Listening
  disposable: boolean
  log: (line: string) => void
}

export interface ServerProcess {
  pid: number
  stop(): Promise<void>
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<{ expected: boolean; output: string }>
}

export const environment = {
  ...(process.platform === 'win32' ? process.env : { PATH: process.env.PATH }),
  LC_ALL: 'C',
  TZ: 'UTC',
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { account, binaries, dataFolder } = options
  const [command = '', ...args] = [
    ...account.prefix,
    binaries.program('postgres'),
    '-D',
    dataFolder,
    ...settingArguments(options),
  ]
  const server = spawn(command, args, {
    ...account.identity,
    env: environment,
    cwd: dataFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32', // Ctrl-C in the terminal is for us: we stop the server last
  })
  const watchdog = watchOver(server, options.listening.host)
  const output = followOutput(server, options.log)
  let stopping = false
  const ended = new Promise<{ expected: boolean; output: string }>((resolve) => {
    server.once('error', (error) => resolve({ expected: false, output: error.message }))
    server.once('close', () => resolve({ expected: stopping, output: output.tail() }))
  })
  const ready = await Promise.race([output.ready, ended, sleep(startMs, undefined, { ref: false })])
  if (ready !== 'ready' || server.pid === undefined) {
    stopping = true
    server.kill('SIGQUIT')
    throw new OperatorError(
      `The database did not start in ${dataFolder}: ${output.tail() || 'no answer within a minute'}`,
    )
  }
  async function stop(): Promise<void> {
    stopping = true
    askToStop(server, options)
    const late = await Promise.race([ended, sleep(fastStopMs, 'late' as const, { ref: false })])
    if (late === 'late') {
      server.kill('SIGQUIT') // ends at once; the next start recovers from the log
      await ended
    }
  }
  ended.then(() => watchdog?.kill('SIGKILL'))
  return { pid: server.pid, stop, ended }
}

function settingArguments({ listening, disposable }: ServerOptions): string[] {
  const local = listening.host.startsWith('/')
  const chosen = {
    ...settings,
    ...(disposable ? disposableSettings : {}),
    listen_addresses: local ? '' : listening.host,
    port: String(listening.port),
    unix_socket_directories: local ? listening.host : '',
    ...(local ? { unix_socket_permissions: '0700' } : {}),
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function followOutput(server: ChildProcess, log: (line: string) => void) {
  const kept: string[] = []
  let rest = ''
  const ready = new Promise<'ready'>((resolve) => {
    server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        kept.push(line)
        log(line)
        if (line.includes('database system is ready to accept connections')) resolve('ready')
      }
      kept.splice(0, kept.length - 40)
    })
  })
  return { ready, tail: () => kept.join('\n').trim() }
}

/**
 * If we are killed, nobody asks the server to end. A shell that waits for our end of its pipe does it: the pipe closes
 * with us however we die. (The next start copes without it, see orphan.ts.)
 */
function watchOver(server: ChildProcess, socketFolder: string): ChildProcess | undefined {
  if (process.platform === 'win32' || server.pid === undefined) return undefined
  const script = 'read -r _; kill -INT "$1"; while kill -0 "$1"; do sleep 0.2; done; rm -rf "$2"'
  const watchdog = spawn('/bin/sh', ['-c', script, 'sh', String(server.pid), socketFolder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  })
  watchdog.on('error', () => {}) // no shell: only the convenience is lost
  watchdog.stdin?.on('error', () => {})
  watchdog.unref()
  return watchdog
}

function askToStop(server: ChildProcess, { binaries, dataFolder }: ServerOptions): void {
  if (process.platform !== 'win32') server.kill('SIGINT')
  else spawnSync(binaries.program('pg_ctl'), ['stop', '-D', dataFolder, '-m', 'fast', '-W'])
}
