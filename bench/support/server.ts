// The product as a process of its own, on a folder of its own, for benches. Stops what it started.

import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setUpOverHttp } from '#test/support/set-up-over-http.ts'
import type { PanoramaSource, PublishedTour } from '#tour/published.ts'

const root = join(import.meta.dirname, '../..')

export interface RunningServer {
  origin: string
  pid: number
  /** What it has said on the terminal so far. */
  said(): string
  stop(): Promise<void>
}

/** Starts the server on `folder` and returns when it answers /ready. */
export async function startServer(
  folder: string,
  settings: Record<string, string> | ((origin: string) => Record<string, string>) = {},
): Promise<RunningServer> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const given = typeof settings === 'function' ? settings(origin) : settings
  const child = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), PANOQOR_DATA: join(folder, 'data'), ...given },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = Date.now() + 120_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}`)
    const ready = await fetch(`${origin}/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) break
    if (Date.now() > end) throw new Error('The server was not ready within two minutes')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    origin,
    pid: child.pid ?? 0,
    said: () => said,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Uses the first-run link and sets everything up: until then an installation takes no strangers in. */
export async function makeOperator({ origin, said }: RunningServer): Promise<void> {
  const end = Date.now() + 10_000
  const token = () => /first-run\?token=(\S+)/.exec(said())?.[1]
  while (!token() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
  const person = { name: 'Operator', email: 'operator@example.kz', password: 'a desk by the window' }
  const answer = await fetch(`${origin}/api/first-runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...person, token: token() ?? 'no token was printed', teamName: 'Desk', language: 'en' }),
  })
  if (!answer.ok) throw new Error(`No operator: ${answer.status} ${await answer.text()}`)
  await setUpOverHttp(origin, answer)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

const ticksPerSecond = 100

/** User and system time of a process and its living children, in seconds (Linux). */
export function cpuSecondsOf(pid: number): number {
  return [pid, ...descendants(pid)].reduce((sum, each) => sum + ownCpuSeconds(each), 0)
}

function ownCpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  } catch {
    return 0
  }
}

/** All processes below one, by /proc. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
      parents.set(Number(name), parent)
    } catch {
      // it ended meanwhile
    }
  }
  const found: number[] = []
  const queue = [pid]
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const [child, parent] of parents)
      if (parent === next) {
        found.push(child)
        queue.push(child)
      }
  return found
}

/** Proportional memory of a process and everything below it, in megabytes (Linux). */
export function memoryMegabytesOf(pid: number): number {
  return [pid, ...descendants(pid)].reduce((sum, each) => {
    try {
      const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, 'utf8'))?.[1]
      return sum + Number(kilobytes ?? 0) / 1024
    } catch {
      return sum
    }
  }, 0)
}

/** What the tour's first scene shows. */
export function firstPanoramaOf(tour: PublishedTour): PanoramaSource | undefined {
  const [scene] = tour.scenes
  return scene && 'panorama' in scene ? scene.panorama : undefined
}
