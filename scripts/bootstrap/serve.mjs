// Hands over to the server: takes its place where the system can do that, else stands beside it, passes signals on,
// and never leaves it running alone.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const parentCheckMs = 500
/** The server ends with it when it can't go on but may well begin anew, as when its database fell. */
const beginAnew = 75
const restartsPerMinute = 5

/** Answers with the exit code when the server has ended. A server that fell is started again, unless it falls again and again. */
export async function serve(command, args) {
  // Node 24 can replace a process by another. Not under npm, whose own death we have to notice (see below).
  if (typeof process.execve === 'function' && process.platform !== 'win32' && !process.env.npm_lifecycle_event) {
    process.execve(command, [command, ...args], process.env)
  }
  let falls = []
  for (;;) {
    const run = runBeside(command, args)
    const code = await run.ended
    falls = [...falls, Date.now()].filter((at) => at > Date.now() - 60_000)
    if (!run.fell() || falls.length > restartsPerMinute) return code
    console.log('The server fell and is started again.')
  }
}

export function runBeside(command, args) {
  // The channel closes with us, however we end: the server takes that as a request to stop.
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  let asked = false
  let fell = false
  const stop = (signal) => {
    asked = true
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, stop)
  const timer = watchParent(() => stop('SIGTERM'))
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearInterval(timer)
      for (const name of signals) process.off(name, stop)
      fell = !asked && (code === beginAnew || ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGBUS'].includes(signal))
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137))
    })
  })
  /** True when nobody asked it to end. */
  return { child, ended, fell: () => fell }
}

/** npm ended by a signal takes only its shell along, or nothing: we would go on unseen. */
function watchParent(stop) {
  if (!process.env.npm_lifecycle_event) return undefined
  const before = ancestors()
  return setInterval(() => ancestors() !== before && stop(), parentCheckMs)
}

/** Our parent and, where that is the shell that npm runs scripts with, its parent: npm. */
function ancestors() {
  const parent = process.ppid
  try {
    const [, name, grandparent] = /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? []
    return name === 'sh' ? `${parent} ${grandparent}` : `${parent}`
  } catch {
    return `${parent}` // no /proc on this system
  }
}
