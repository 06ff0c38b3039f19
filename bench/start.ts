// From a fresh clone with an empty npm cache to serving, the second start, and the memory of the idle product.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = path.resolve(import.meta.dirname, '..')
const limits = { cold_s: 150, warm_s: 5, idle_mb: 400 }
const idleMs = 20_000
const longestMs = 600_000
const quietSeconds = 10
const quietShare = 0.05 // of one processor

const folder = mkdtempSync(path.join(tmpdir(), 'panoqor-bench-'))
try {
  const clone = path.join(folder, 'clone')
  execFileSync('git', ['clone', '--quiet', '--no-local', '--depth=1', `file://${root}`, clone])
  const cold = await measureStart(clone)
  await untilQuiet(cold.child) // the first start prepares the demo's pictures behind the page
  await stop(cold.child)
  const warm = await measureStart(clone)
  await sleep(idleMs)
  const processes = treeOf(warm.child.pid ?? 0).map(memoryOf)
  await stop(warm.child)
  report(cold.seconds, warm.seconds, processes)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

interface Started {
  child: ChildProcess
  seconds: number
}

async function measureStart(clone: string): Promise<Started> {
  const port = await freePort()
  const begin = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...inherited(), PORT: String(port), npm_config_cache: path.join(folder, 'npm-cache') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  while (!(await isReady(port))) {
    if (child.exitCode !== null || performance.now() - begin > longestMs)
      throw new Error(`It did not start:\n${output}`)
    await sleep(25)
  }
  return { child, seconds: (performance.now() - begin) / 1000 }
}

/** What a person's shell would give; nothing of the npm that runs this benchmark. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|PANOQOR_|DATABASE_URL|PUBLIC_URL)/i.test(name)),
  )
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200
  } catch {
    return false
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const all = treeOf(child.pid ?? 0)
  child.kill('SIGTERM')
  const end = performance.now() + 30_000
  while (all.some(isAlive) && performance.now() < end) await sleep(50)
}

/** Waits until the whole tree has hardly computed anything for a while. */
async function untilQuiet(child: ChildProcess): Promise<void> {
  const ticksPerSecond = 100
  const end = performance.now() + longestMs
  let before = ticksOf(child)
  for (let quiet = 0; quiet < quietSeconds && performance.now() < end; ) {
    await sleep(1000)
    const now = ticksOf(child)
    quiet = Math.abs(now - before) <= quietShare * ticksPerSecond ? quiet + 1 : 0
    before = now
  }
}

/** Processor time of all its processes; a process that ended takes its share along. */
function ticksOf(child: ChildProcess): number {
  const ticks = treeOf(child.pid ?? 0).map((pid) => {
    const fields = readProc(String(pid), 'stat')
      .replace(/^.*\) /, '')
      .split(' ')
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  })
  return ticks.reduce((sum, each) => sum + each, 0)
}

/** A process and everything it started, by /proc. */
function treeOf(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const [, parent] = /\) \S (\d+)/.exec(readProc(name, 'stat')) ?? []
    if (parent) children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)])
  }
  const below = (each: number): number[] => [each, ...(children.get(each) ?? []).flatMap(below)]
  return below(pid)
}

function isAlive(pid: number): boolean {
  return readProc(String(pid), 'cmdline') !== ''
}

interface ProcessMemory {
  name: string
  megabytes: number
}

/** Its own pages and its share of those it has in common with others (PSS). */
function memoryOf(pid: number): ProcessMemory {
  const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(readProc(String(pid), 'smaps_rollup')) ?? []
  const name = readProc(String(pid), 'cmdline').replaceAll('\0', ' ').replaceAll(folder, '…').trim()
  return { name: name.slice(0, 90), megabytes: Number(kilobytes) / 1024 }
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

function report(coldSeconds: number, warmSeconds: number, processes: ProcessMemory[]): void {
  for (const { name, megabytes } of processes) console.log(`${megabytes.toFixed(1).padStart(8)} MB  ${name}`)
  const idleMegabytes = processes.reduce((sum, each) => sum + each.megabytes, 0)
  const round = (value: number) => Math.round(value * 10) / 10
  const result = { cold_s: round(coldSeconds), warm_s: round(warmSeconds), idle_mb: round(idleMegabytes) }
  const row = (what: string, value: number, most: number, unit: string) =>
    console.log(`${what.padEnd(44)} ${String(value).padStart(8)} ${unit}   goal ≤ ${most} ${unit}`)
  console.log('')
  row('fresh clone, empty npm cache → serving', result.cold_s, limits.cold_s, 's ')
  row('second start → serving', result.warm_s, limits.warm_s, 's ')
  row('idle memory of all processes, 20 s later', result.idle_mb, limits.idle_mb, 'MB')
  console.log(JSON.stringify(result))
}
