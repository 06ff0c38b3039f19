// One line per stage of the bootstrap: a moving mark and the seconds on a terminal, plain lines elsewhere.
// The same picture as src/server/progress.ts, which can't run before the pinned Node is there.
const marks = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 100
const quickMs = 1000
const out = process.stdout
const colour = (code, text) => (out.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text)

/**
 * @param {string} text what is going on
 * @param {() => string} [detail] shown behind it, asked for now and then
 */
export function openStage(text, detail = () => '') {
  const started = Date.now()
  let frame = 0
  let shown = ''
  const draw = () => {
    if (frame % 10 === 0) shown = detail()
    frame += 1
    replaceLine(`${colour(36, marks[frame % marks.length])} ${text}${elapsed(started)}${shown && ` · ${shown}`}`)
  }
  const announce = () => out.write(`${text}…\n`)
  const timer = out.isTTY ? setInterval(draw, frameMs) : setTimeout(announce, quickMs)
  if (out.isTTY) draw()

  function end(line) {
    clearInterval(timer)
    if (out.isTTY) replaceLine('')
    if (line) out.write(`${line}${elapsed(started)}\n`)
  }
  return {
    done: (result) => end(`${colour(32, '✓')} ${result}`),
    fail: (result) => end(`${colour(31, '✗')} ${result}`),
    drop: () => end(''),
  }
}

function replaceLine(text) {
  out.write(`\r\u001b[2K${text.slice(0, (out.columns || 80) + 9)}`)
}

function elapsed(started) {
  const ms = Date.now() - started
  return ms < quickMs ? '' : ` (${Math.round(ms / 1000)} s)`
}
