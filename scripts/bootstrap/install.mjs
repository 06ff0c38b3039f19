// Brings node_modules in line with package-lock.json, quietly, and only when it is not already.
import { spawn } from 'node:child_process'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from './node.mjs'
import { openStage } from './progress.mjs'

const logTailLines = 12

/** @param {{ full: boolean }} wanted full: with what only developers need. An install that is full stays full. */
export async function ensureInstalled({ full }) {
  const wanted = readLock('package-lock.json')
  const present = readLock('node_modules/.package-lock.json')
  if (present && isInLine(wanted, present, full)) return

  const everything = full || (present !== undefined && Object.values(present).some((entry) => entry.dev))
  const names = Object.entries(wanted).filter(([, entry]) => (everything || !entry.dev) && fitsHere(entry))
  const scope = everything ? ['--include=dev'] : ['--omit=dev']
  await runQuietly({
    text: 'Installing packages',
    result: () => 'Packages installed',
    log: 'install.log',
    advice: 'Check the connection to the npm registry and run the command again.',
    detail: () => `${countInstalled()} of ${names.length}`,
    ...npm(['ci', ...scope, '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=warn']),
  })
}

/** The entries of a lock file by folder, without the project itself; undefined when npm never finished writing it. */
function readLock(file) {
  const full = path.join(root, file)
  if (!existsSync(full)) return undefined
  const { '': _, ...entries } = JSON.parse(readFileSync(full, 'utf8')).packages
  return entries
}

/** Optional packages of other platforms are never installed; all others must be there in the very version. */
function isInLine(wanted, present, full) {
  return Object.entries(wanted).every(([folder, { version, dev, optional, devOptional }]) => {
    const found = present[folder]
    if (found) return found.version === version
    return optional || ((dev || devOptional) && !full)
  })
}

function fitsHere({ os, cpu, libc }) {
  return (
    (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch)) && (!libc || libc.includes('glibc'))
  )
}

function countInstalled() {
  const folder = path.join(root, 'node_modules')
  if (!existsSync(folder)) return 0
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'))
  const scoped = names
    .filter((name) => name.startsWith('@'))
    .map((name) => readdirSync(path.join(folder, name)).length - 1)
  return scoped.reduce((sum, count) => sum + count, names.length)
}

/** npm as it started us, else the one on the path. */
function npm(args) {
  const started = process.env.npm_execpath
  if (started?.endsWith('.js')) return { command: process.execPath, args: [started, ...args] }
  return { command: 'npm', args, shell: process.platform === 'win32' }
}

/** A checkout that belongs to somebody else, as on a server, is only read. */
function logFolder() {
  const folder = path.join(root, '.cache')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    return mkdtempSync(path.join(tmpdir(), 'panoqor-log-'))
  }
}

/**
 * Runs a program behind one line of progress. Its output goes to a file; the end of it is shown when it fails.
 * `result` makes the final line from the output; nothing is shown when it answers nothing.
 */
export async function runQuietly({ text, result, log, advice, detail, command, args, shell = false }) {
  const logFile = path.join(logFolder(), log)
  const output = openSync(logFile, 'w')
  const stage = openStage(text, detail)
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell, stdio: ['ignore', output, output] })
    child.once('error', () => resolve(127))
    child.once('close', (exit, signal) => resolve(exit ?? signal))
  })
  closeSync(output)
  const written = readFileSync(logFile, 'utf8')
  if (code === 0) {
    if (!logFile.startsWith(root)) rmSync(path.dirname(logFile), { recursive: true })
    const line = result(written)
    if (line) stage.done(line)
    else stage.drop()
    return
  }
  stage.fail(`${text} failed`)
  const tail = written.trim().split('\n').slice(-logTailLines)
  console.error(tail.map((line) => `    ${line}`).join('\n'))
  throw new Error(`${advice} The whole log: ${path.relative(process.cwd(), logFile)}`)
}
