// The few lines a person sees while the server starts: one per stage, with a moving mark and the seconds on a terminal,
// plain lines elsewhere. Never a log: errors and requests go to platform/log.ts.
import { styleText } from 'node:util'

export interface Stage {
  /** Replaces the line by its result. */
  done(text: string): void
  /** Leaves the line as failed; the reason is printed by the caller. */
  fail(text?: string): void
}

export interface Progress {
  stage(text: string): Stage
  /** A plain line between stages. */
  say(text?: string): void
}

const marks = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 100
const quickMs = 1000 // what is over sooner needs no time shown, and elsewhere than on a terminal no announcement

export function openProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  return {
    stage: (text) => (out.isTTY ? movingStage(out, text) : plainStage(out, text)),
    say: (text = '') => out.write(`${text}\n`),
  }
}

function movingStage(out: NodeJS.WriteStream, text: string): Stage {
  const started = performance.now()
  let frame = 0
  const draw = () => {
    frame = (frame + 1) % marks.length
    replaceLine(out, `${styleText('cyan', marks[frame] ?? '·')} ${text}${elapsed(started)}`)
  }
  draw()
  const timer = setInterval(draw, frameMs)
  timer.unref()
  const end = (mark: string, result: string) => {
    clearInterval(timer)
    replaceLine(out, `${mark} ${result}${elapsed(started)}\n`)
  }
  return {
    done: (result) => end(styleText('green', '✓'), result),
    fail: (result = text) => end(styleText('red', '✗'), result),
  }
}

function replaceLine(out: NodeJS.WriteStream, text: string): void {
  out.write(`\r\u001b[2K${text}`)
}

function plainStage(out: NodeJS.WriteStream, text: string): Stage {
  const started = performance.now()
  const timer = setTimeout(() => out.write(`${text}…\n`), quickMs)
  timer.unref()
  const end = (result: string) => {
    clearTimeout(timer)
    out.write(`${result}${elapsed(started)}\n`)
  }
  return { done: (result) => end(`✓ ${result}`), fail: (result = text) => end(`✗ ${result}`) }
}

function elapsed(started: number): string {
  const ms = performance.now() - started
  return ms < quickMs ? '' : ` (${Math.round(ms / 1000)} s)`
}
