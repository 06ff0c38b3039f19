// The browser of the journeys: the system's Chromium, never a download of ours.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { runQuietly } from './install.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Where it is; undefined when there is none. PANOQOR_CHROMIUM decides when it is set. */
export function findChromium() {
  const chosen = process.env.PANOQOR_CHROMIUM
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new Error(`PANOQOR_CHROMIUM names ${chosen}, which is not a program.`)
  }
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [...onPath, ...macPlaces].find(isExecutable)
}

/** Finds it or, as root on Debian and its family, installs it from the system's own packages. */
export async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  const isDebian = existsSync('/usr/bin/apt-get')
  if (!isDebian || process.getuid?.() !== 0) {
    throw new Error(
      `The browser journeys need Chromium. Install it${isDebian ? ': sudo apt-get install chromium' : ''}, or set PANOQOR_CHROMIUM to your Chrome or Chromium.`,
    )
  }
  await runQuietly({
    text: 'Installing Chromium',
    result: () => 'Chromium installed',
    log: 'chromium.log',
    advice: 'Install the package chromium by hand.',
    command: 'sh',
    args: [
      '-c',
      'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium',
    ],
  })
  return findChromium()
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0
  } catch {
    return false
  }
}
