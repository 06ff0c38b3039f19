// Finds the Node that the project pins and runs files with it. Plain JavaScript without dependencies: it must work on
// any Node from 20 on and before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** The first Node line that runs our TypeScript directly. */
const oldestMajor = 24

/** Where the pinned Node lies on this kind of machine; the file may be missing. */
export function pinnedNodePath() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  return path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary)
}

/** The Node that runs everything: the pinned one, or the system's own where no package exists for this machine. */
export function findNode() {
  const pinned = pinnedNodePath()
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= oldestMajor) return process.execPath
  throw new Error(
    `No bundled Node for ${process.platform}-${process.arch}, and this one is ${process.version}. Install Node ${oldestMajor} or newer from https://nodejs.org and run the command again.`,
  )
}

/** Arguments for the Node that runs our sources. */
export function nodeArguments(file, args = []) {
  return ['--disable-warning=ExperimentalWarning', file, ...args]
}

/**
 * Runs a program to its end with our terminal and passes SIGINT and SIGTERM on. Answers with its exit code (128 + n
 * when a signal ended it).
 */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    // Ctrl-C reaches the child from the terminal as well; a second, identical signal does it no harm.
    const pass = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGTERM' ? 15 : 9))
    })
  })
}

/** Runs one of our files with the pinned Node, to its end. */
export function runPinned(file, args = [], options = {}) {
  return runToEnd(findNode(), nodeArguments(file, args), options)
}
