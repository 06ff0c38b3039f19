// A real Chromium that draws WebGL2 on machines without a graphics card.
import { type Browser, chromium } from 'playwright-core'

export function launchWebGlBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.PANOQOR_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
}
