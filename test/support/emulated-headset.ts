// A headset that exists only in the page: the viewer finds WebXR, a session and controllers, and draws both eyes side by side on its
// canvas. A test turns the head and presses the triggers.
import path from 'node:path'
import type { XRDevice } from 'iwer'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    IWER: typeof import('iwer')
    headset: XRDevice
  }
}

const emulator = path.resolve('node_modules/iwer/build/iwer.min.js')

/** Before the page is opened. */
export async function wearHeadset(page: Page): Promise<void> {
  await page.addInitScript({ path: emulator })
  await page.addInitScript(() => {
    window.headset = new window.IWER.XRDevice(window.IWER.metaQuest3, { stereoEnabled: true })
    window.headset.installRuntime({ forceInstall: true })
  })
}

/** Turns the head at once; both eyes look there from the next frame on. */
export async function turnHead(page: Page, yawDegrees: number, pitchDegrees = 0): Promise<void> {
  await page.evaluate((to) => window.headset.quaternion.set(...to), quaternionOf(yawDegrees, pitchDegrees))
}

/** Points the right controller; it lies where a hand would hold it. */
export async function pointHand(page: Page, yawDegrees: number, pitchDegrees = 0): Promise<void> {
  await page.evaluate(
    (to) => {
      const { right } = window.headset.controllers
      if (!right) throw new Error('no controller')
      right.position.set(0.2, 1.3, -0.3)
      right.quaternion.set(...to)
    },
    quaternionOf(yawDegrees, pitchDegrees),
  )
}

/** Presses the trigger of the right controller and lets it go. */
export async function pressTrigger(page: Page): Promise<void> {
  for (const value of [1, 0]) {
    await page.evaluate((value) => window.headset.controllers.right?.updateButtonValue('trigger', value), value)
    await framesOf(page, 3)
  }
}

export const isInVr = (page: Page): Promise<boolean> => page.evaluate(() => window.headset.activeSession !== undefined)

/** Waits for so many frames of the window. */
export function framesOf(page: Page, count: number): Promise<void> {
  return page.evaluate(
    (count) =>
      new Promise<void>((done) => {
        const next = (left: number) => (left === 0 ? done() : requestAnimationFrame(() => next(left - 1)))
        next(count)
      }),
    count,
  )
}

/** Yaw to the right, then pitch upwards. */
function quaternionOf(yawDegrees: number, pitchDegrees: number): [number, number, number, number] {
  const yaw = (-yawDegrees * Math.PI) / 360
  const pitch = (pitchDegrees * Math.PI) / 360
  return [
    Math.cos(yaw) * Math.sin(pitch),
    Math.sin(yaw) * Math.cos(pitch),
    -Math.sin(yaw) * Math.sin(pitch),
    Math.cos(yaw) * Math.cos(pitch),
  ]
}
