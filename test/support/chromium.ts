// The browser for journeys: the system's own, found by name or named by PANOQOR_CHROMIUM. `npm test` installs it when it can.
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Close it in afterAll. WebGL2 is drawn by software, so that every machine shows the same pixels. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const software = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...software],
    ...options,
  })
}

export function chromiumPath(): string {
  const chosen = process.env.PANOQOR_CHROMIUM
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
  const found = chosen || onPath.find(isExecutable)
  if (!found) throw new Error('Chromium is missing: run npm test once, or set PANOQOR_CHROMIUM')
  return found
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
