// The rules that a schema can't say, numbered as in docs/tour-format.md. `broken`: never stored. `unfinished`: stored as a draft,
// refused at publication. Pure.
import { attachmentMissing } from './attachments.ts'
import type { Hotspot } from './hotspots.ts'
import type { Tour } from './tour.ts'

export interface Problem {
  rule: 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7' | 'T8' | 'T9' | 'T10' | 'T11' | 'T12'
  severity: 'broken' | 'unfinished'
  /** Where: `scenes.<id>`, `scenes.<id>.hotspots.<id>`, `levels.<id>`, `guided.<id>`, `look.logoUrl` … */
  at: string
}

export function problemsOf(tour: Tour): Problem[] {
  return [
    ...sceneIds(tour),
    ...hotspotIds(tour),
    ...start(tour),
    ...links(tour),
    ...limits(tour),
    ...scenesExist(tour),
    ...title(tour),
    ...attachments(tour),
    ...addresses(tour),
    ...levelIds(tour),
    ...levelsExist(tour),
    ...guided(tour),
  ]
}

export const isBroken = (tour: Tour) => problemsOf(tour).some((problem) => problem.severity === 'broken')

/** The scene that a hotspot leads to, if its kind leads to one. */
export const targetOf = (hotspot: Hotspot): string | undefined =>
  hotspot.kind === 'link' || hotspot.kind === 'region' ? hotspot.targetSceneId : undefined

/** T1: every link leads to a scene of this tour. */
const links = (tour: Tour): Problem[] => {
  const ids = new Set(tour.scenes.map((scene) => scene.id))
  return hotspotsWhere(tour, (hotspot) => {
    const target = targetOf(hotspot)
    return target !== undefined && !ids.has(target)
  }).map((at) => unfinished('T1', at))
}

/** T2: scene ids are unique in the tour. */
const sceneIds = (tour: Tour): Problem[] =>
  repeated(tour.scenes.map((scene) => scene.id)).map((id) => broken('T2', `scenes.${id}`))

/** T3: hotspot ids are unique in their scene. */
const hotspotIds = (tour: Tour): Problem[] =>
  tour.scenes.flatMap((scene) =>
    repeated(scene.hotspots.map((hotspot) => hotspot.id)).map((id) =>
      broken('T3', `scenes.${scene.id}.hotspots.${id}`),
    ),
  )

/** T4: the start scene is a scene of this tour. */
const start = (tour: Tour): Problem[] =>
  tour.start === undefined || tour.scenes.some((scene) => scene.id === tour.start) ? [] : [unfinished('T4', 'start')]

/** T5: view limits leave something to look at. A yaw range may cross the back (min > max). */
const limits = (tour: Tour): Problem[] =>
  tour.scenes
    .filter((scene) => scene.kind === 'panorama')
    .filter(({ limits }) => limits && limits.minPitchDegrees >= limits.maxPitchDegrees)
    .map((scene) => broken('T5', `scenes.${scene.id}.limits`))

/** T6: a tour that is shown has at least one scene. */
const scenesExist = (tour: Tour): Problem[] => (tour.scenes.length > 0 ? [] : [unfinished('T6', 'scenes')])

/** T7: the title is written in at least one language. */
const title = (tour: Tour): Problem[] =>
  Object.values(tour.title).some((text) => text?.trim()) ? [] : [unfinished('T7', 'title')]

/** T8: what a hotspot or a scene is there to show has been chosen. */
const attachments = (tour: Tour): Problem[] => [
  ...hotspotsWhere(tour, attachmentMissing).map((at) => unfinished('T8', at)),
  ...tour.scenes
    .filter((scene) => scene.kind !== 'panorama' && !scene.attachment)
    .map((scene) => unfinished('T8', `scenes.${scene.id}`)),
]

/** T9: addresses that visitors are sent to are complete and of a kind that is safe to open. */
const addresses = (tour: Tour): Problem[] => [
  ...hotspotsWhere(tour, (hotspot) => {
    if (hotspot.kind === 'web') return !isSafeAddress(hotspot.url)
    return hotspot.kind === 'property' && hotspot.url !== undefined && !isSafeAddress(hotspot.url)
  }).map((at) => unfinished('T9', at)),
  ...(tour.look.logoUrl && !isSafeAddress(tour.look.logoUrl) ? [unfinished('T9', 'look.logoUrl')] : []),
]

/** T10: level ids are unique in the tour. */
const levelIds = (tour: Tour): Problem[] =>
  repeated(tour.levels.map((level) => level.id)).map((id) => broken('T10', `levels.${id}`))

/** T11: a scene lies on a level of this tour, or on none. */
const levelsExist = (tour: Tour): Problem[] =>
  tour.scenes
    .filter(({ levelId }) => levelId !== undefined && !tour.levels.some((level) => level.id === levelId))
    .map((scene) => unfinished('T11', `scenes.${scene.id}`))

/** T12: every step of a guided tour happens in a scene of this tour, and ids of guided tours are unique. */
const guided = (tour: Tour): Problem[] => {
  const ids = new Set(tour.scenes.map((scene) => scene.id))
  return [
    ...repeated(tour.guided.map((each) => each.id)).map((id) => broken('T12', `guided.${id}`)),
    ...tour.guided
      .filter((each) => each.steps.some((step) => !ids.has(step.sceneId)))
      .map((each) => unfinished('T12', `guided.${each.id}`)),
  ]
}

const safeSchemes = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/** An address that a visitor may be sent to. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, pathname } = new URL(address)
  return safeSchemes.has(protocol) && (hostname !== '' || pathname !== '')
}

const hotspotsWhere = (tour: Tour, isSo: (hotspot: Hotspot) => boolean): string[] =>
  tour.scenes.flatMap((scene) =>
    scene.hotspots.filter(isSo).map((hotspot) => `scenes.${scene.id}.hotspots.${hotspot.id}`),
  )

const broken = (rule: Problem['rule'], at: string): Problem => ({ rule, severity: 'broken', at })
const unfinished = (rule: Problem['rule'], at: string): Problem => ({ rule, severity: 'unfinished', at })
const repeated = (ids: string[]) => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
