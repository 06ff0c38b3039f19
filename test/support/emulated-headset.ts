// A headset that exists only in the page: the viewer finds WebXR, a session and controllers, and draws both eyes side by side on its
// canvas. A test turns the head and presses the triggers.
import path from 'node:path'
import type { XRDevice } from 'iwer'
import type { Page } from 'playwright-core'
import { framesOf } from './frames.ts'

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

/** Looks somewhere for so long, and as long elsewhere, again and again; timed in the page, whatever the test's own delays. */
export async function glance(
  page: Page,
  { at, elsewhere, times, forMs }: { at: [number, number]; elsewhere: [number, number]; times: number; forMs: number },
): Promise<void> {
  await page.evaluate(
    async ({ at, elsewhere, times, forMs }) => {
      const frame = () => new Promise((next) => requestAnimationFrame(next))
      const lookFor = async (ms: number, leastFrames: number) => {
        const end = performance.now() + ms
        for (let frames = 0; frames < leastFrames || performance.now() < end; frames++) await frame()
      }
      for (let turn = 0; turn < times; turn++) {
        window.headset.quaternion.set(...at)
        await lookFor(forMs, 1)
        window.headset.quaternion.set(...elsewhere)
        await lookFor(forMs, 5)
      }
    },
    { at: quaternionOf(...at), elsewhere: quaternionOf(...elsewhere), times, forMs },
  )
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
