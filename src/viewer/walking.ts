// Decides whether a scene change is a walk. What computes it is loaded when it may be needed soon; where it comes too late, the change
// is a fade.
import type { Angles } from '#tour/angles.ts'
import { placeOf } from '#tour/place.ts'
import type { PublishedScene } from '#tour/published.ts'
import type { Way } from './engine/scene-change.ts'

/** Nobody should wait longer for a way to walk. */
const patienceMs = 250

const load = () => import('./engine/walk.ts')
let loading: Promise<Awaited<ReturnType<typeof load>> | undefined> | undefined

function loadWalk() {
  loading ??= load().catch(() => {
    loading = undefined
    return undefined
  })
  return loading
}

/** A visitor who looks around in a place may walk on. */
export function prepareWalk(scene: PublishedScene): void {
  if (placeOf(scene)) void loadWalk()
}

/** The way that a walk takes, through the door at which the link points; undefined where there is none, or none in time. */
export async function wayBetween(from: PublishedScene, to: PublishedScene, link?: Angles): Promise<Way | undefined> {
  const [start, end] = [placeOf(from), placeOf(to)]
  if (!start || !end) return undefined
  const late = new Promise<undefined>((done) => setTimeout(done, patienceMs))
  return (await Promise.race([loadWalk(), late]))?.walkWay(start, end, link)
}
