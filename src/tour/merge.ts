// Three-way merge of tour documents: two people (or two tabs) changed the same base. Nothing anybody wrote is lost: where both
// changed one and the same value, the first document (`mine`) wins; what one side deleted and the other changed stays. Pure.
import type { Hotspot } from './hotspots.ts'
import { targetOf } from './rules.ts'
import type { GuidedTour, Scene, Tour } from './tour.ts'

/** The document that holds the changes of both `mine` and `theirs` against their common `base`. */
export function mergeTours(base: Tour, mine: Tour, theirs: Tour): Tour {
  const merged: Tour = {
    ...mergeFields(base, mine, theirs),
    scenes: mergeLists(base.scenes, mine.scenes, theirs.scenes, mergeScenes),
    levels: mergeLists(base.levels, mine.levels, theirs.levels, mergeFields),
    guided: mergeLists(base.guided, mine.guided, theirs.guided, mergeGuided),
  }
  return dropDanglingLinks(merged)
}

/** Whether two values are equal as documents: an absent key equals an undefined one. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...keys].every((key) => sameValue(left.get(key), right.get(key)))
}

/** What pointed to a scene that no longer exists goes with it: links, steps of guided tours, places on plans, the start. */
export function dropDanglingLinks(tour: Tour): Tour {
  const ids = new Set(tour.scenes.map((scene) => scene.id))
  const scenes = tour.scenes.map((scene) =>
    scene.hotspots.every((hotspot) => leadsWithin(hotspot, ids)) ? scene : withoutDangling(scene, ids),
  )
  const isHere = ({ sceneId }: { sceneId: string }) => ids.has(sceneId)
  const guided = tour.guided.map((each) =>
    each.steps.every(isHere) ? each : { ...each, steps: each.steps.filter(isHere) },
  )
  const levels = tour.levels.map((level) =>
    level.plan && !level.plan.places.every(isHere)
      ? { ...level, plan: { ...level.plan, places: level.plan.places.filter(isHere) } }
      : level,
  )
  const { start, ...rest } = tour
  const kept = { ...rest, scenes, guided, levels }
  return start !== undefined && ids.has(start) ? { ...kept, start } : kept
}

function leadsWithin(hotspot: Hotspot, ids: ReadonlySet<string>): boolean {
  const target = targetOf(hotspot)
  return target === undefined || ids.has(target)
}

/** A region stays: it may tell something all the same. */
function withoutDangling(scene: Scene, ids: ReadonlySet<string>): Scene {
  const hotspots = scene.hotspots.flatMap((hotspot): Hotspot[] => {
    if (leadsWithin(hotspot, ids)) return [hotspot]
    if (hotspot.kind !== 'region') return []
    const { targetSceneId: _gone, ...region } = hotspot
    return [region]
  })
  return { ...scene, hotspots }
}

function mergeGuided(base: GuidedTour, mine: GuidedTour, theirs: GuidedTour): GuidedTour {
  return { ...mergeFields(base, mine, theirs), steps: mergeLists(base.steps, mine.steps, theirs.steps, mergeFields) }
}

function mergeScenes(base: Scene, mine: Scene, theirs: Scene): Scene {
  return {
    ...mergeFields(base, mine, theirs),
    hotspots: mergeLists(base.hotspots, mine.hotspots, theirs.hotspots, mergeFields),
  }
}

/** Field by field; a field that is itself an object with named fields (a text, a pose, a view) is merged one level deeper. */
function mergeFields<T extends object>(base: T, mine: T, theirs: T): T {
  // A hotspot that changed its kind has other fields: one side is taken whole.
  if ('kind' in mine && 'kind' in theirs && mine.kind !== theirs.kind) return sameValue(base, mine) ? theirs : mine
  const [b, m, t] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)]
  const merged: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = mergeValue(b[key], m[key], t[key], key)
    if (value !== undefined) merged[key] = value
  }
  return merged as T
}

/** Angles that only mean something together are never mixed from two hands. */
const wholeFields = new Set(['view', 'arrival', 'limits', 'positionMetres', 'roomBox', 'camera', 'source', 'to'])

function mergeValue(base: unknown, mine: unknown, theirs: unknown, key: string): unknown {
  if (sameValue(mine, base)) return theirs
  if (sameValue(theirs, base) || wholeFields.has(key)) return mine
  return isRecord(mine) && isRecord(theirs) ? mergeFields(isRecord(base) ? base : {}, mine, theirs) : mine
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fieldsOf = (value: object): Record<string, unknown> => ({ ...value })

interface WithId {
  id: string
}

function mergeLists<T extends WithId>(base: T[], mine: T[], theirs: T[], mergeItem: (b: T, m: T, t: T) => T): T[] {
  const [inBase, inMine, inTheirs] = [byId(base), byId(mine), byId(theirs)]
  const kept = new Map<string, T>()
  for (const id of new Set([...inMine.keys(), ...inTheirs.keys()])) {
    const item = mergeOne(inBase.get(id), inMine.get(id), inTheirs.get(id), mergeItem)
    if (item) kept.set(id, item)
  }
  return mergeOrder(base.map(idOf), mine.map(idOf), theirs.map(idOf)).flatMap((id) => kept.get(id) ?? [])
}

function mergeOne<T>(base: T | undefined, mine: T | undefined, theirs: T | undefined, merge: (b: T, m: T, t: T) => T) {
  if (mine !== undefined && theirs !== undefined) return merge(base ?? theirs, mine, theirs)
  const survivor = mine ?? theirs
  const deletedByOther = base !== undefined
  return deletedByOther && sameValue(survivor, base) ? undefined : survivor
}

/** The order of whoever changed it (mine if both did); what the other added comes after the neighbour it was put after. */
function mergeOrder(base: string[], mine: string[], theirs: string[]): string[] {
  const common = new Set(base.filter((id) => mine.includes(id) && theirs.includes(id)))
  const orderOf = (ids: string[]) => ids.filter((id) => common.has(id)).join('\n')
  const iMoved = orderOf(mine) !== orderOf(base)
  const [leading, following] = iMoved ? [mine, theirs] : [theirs, mine]
  const order = [...leading]
  following.forEach((id, index) => {
    if (order.includes(id)) return
    const before = following.slice(0, index).findLast((earlier) => order.includes(earlier))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  })
  return order
}

const idOf = (item: WithId) => item.id
const byId = <T extends WithId>(items: T[]) => new Map(items.map((item) => [item.id, item]))
