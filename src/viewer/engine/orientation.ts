// Looking around by turning the device. Loaded when a visitor asks for it; must be started from a press of a button, because iOS asks
// the person for permission only then.
import { clamp, toDegrees, toRadians, turnDegrees } from '#tour/angles.ts'
import type { Panorama } from './panorama.ts'

const endings = new WeakMap<Panorama, () => void>()
/** The picture comes to the device's own height within about this time. */
const levelMs = 250
/** A device without a sensor never sends anything. */
const patienceMs = 1500

/** Resolves 'on' with the first movement; 'denied' where the person or the page around forbids it, 'missing' without a sensor. */
export async function attachOrientation(panorama: Panorama): Promise<'on' | 'denied' | 'missing'> {
  const host = panorama.canvas.ownerDocument.defaultView
  if (!host || !('DeviceOrientationEvent' in host)) return 'missing'
  if (isForbidden(host.document) || !(await isPermitted(host.DeviceOrientationEvent))) return 'denied'
  endOrientation(panorama)
  return new Promise((answer) => {
    const listeners = new AbortController()
    const { signal } = listeners
    const timer = setTimeout(() => {
      endOrientation(panorama)
      answer('missing')
    }, patienceMs)
    const follow = follower(panorama)
    const moved = (event: DeviceOrientationEvent) => {
      if (event.alpha === null || event.beta === null || event.gamma === null) return
      clearTimeout(timer)
      answer('on')
      follow(sightOf(event.alpha, event.beta, event.gamma), event.timeStamp)
    }
    endings.set(panorama, () => {
      clearTimeout(timer)
      listeners.abort()
    })
    host.addEventListener('deviceorientation', moved, { signal })
  })
}

export function endOrientation(panorama: Panorama): void {
  endings.get(panorama)?.()
  endings.delete(panorama)
}

/** Where the back of a device looks, by the angles of the specification: they turn it about z, then x, then y of the earth's frame. */
export function sightOf(alpha: number, beta: number, gamma: number): { yawDegrees: number; pitchDegrees: number } {
  const [a, b, g] = [alpha, beta, gamma].map(toRadians) as [number, number, number]
  const east = -(Math.cos(a) * Math.sin(g) + Math.sin(a) * Math.sin(b) * Math.cos(g))
  const north = -(Math.sin(a) * Math.sin(g) - Math.cos(a) * Math.sin(b) * Math.cos(g))
  const up = -Math.cos(b) * Math.cos(g)
  return { yawDegrees: toDegrees(Math.atan2(east, north)), pitchDegrees: toDegrees(Math.asin(clamp(up, -1, 1))) }
}

/** Turns with the device: a drag adds to the yaw and stays, the height of the eye is the device's. */
function follower(panorama: Panorama): (sight: ReturnType<typeof sightOf>, at: number) => void {
  let before: { yawDegrees: number; at: number } | undefined
  let above = 0
  return ({ yawDegrees, pitchDegrees }, at) => {
    const { view } = panorama
    if (!before) above = view.pitchDegrees - pitchDegrees
    else above *= Math.exp(-Math.max(0, at - before.at) / levelMs)
    // Straight up and down a yaw says nothing.
    const turn = before && Math.abs(pitchDegrees) < 86 ? turnDegrees(before.yawDegrees, yawDegrees) : 0
    before = { yawDegrees, at }
    panorama.lookAround = true
    panorama.view = { ...view, yawDegrees: view.yawDegrees + turn, pitchDegrees: pitchDegrees + above }
  }
}

/** A frame needs the leave of the page around it. */
function isForbidden(document: Document): boolean {
  if (!('featurePolicy' in document)) return false
  const policy = document.featurePolicy as { allowsFeature?(feature: string): boolean }
  return policy.allowsFeature?.('gyroscope') === false
}

/** iOS asks the person; other browsers have nothing to ask. */
async function isPermitted(events: object): Promise<boolean> {
  if (!('requestPermission' in events) || typeof events.requestPermission !== 'function') return true
  try {
    return (await events.requestPermission()) === 'granted'
  } catch {
    return false
  }
}
