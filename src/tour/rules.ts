// The rules that a schema can't say, numbered as in docs/tour-format.md. `broken`: never stored. `unfinished`: stored as a draft,
// refused at publication. Pure.
import type { Tour } from './tour.ts'

export interface Problem {
  rule: 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7'
  severity: 'broken' | 'unfinished'
  /** Where: `scenes.<id>` or `scenes.<id>.hotspots.<id>`. */
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
  ]
}

export const isBroken = (tour: Tour) => problemsOf(tour).some((problem) => problem.severity === 'broken')

/** T1: every link leads to a scene of this tour. */
const links = (tour: Tour): Problem[] => {
  const ids = new Set(tour.scenes.map((scene) => scene.id))
  return tour.scenes.flatMap((scene) =>
    scene.hotspots
      .filter((hotspot) => hotspot.kind === 'link' && !ids.has(hotspot.targetSceneId))
      .map((hotspot) => unfinished('T1', `scenes.${scene.id}.hotspots.${hotspot.id}`)),
  )
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
    .filter((scene) => scene.limits && scene.limits.minPitchDegrees >= scene.limits.maxPitchDegrees)
    .map((scene) => broken('T5', `scenes.${scene.id}.limits`))

/** T6: a tour that is shown has at least one scene. */
const scenesExist = (tour: Tour): Problem[] => (tour.scenes.length > 0 ? [] : [unfinished('T6', 'scenes')])

/** T7: the title is written in at least one language. */
const title = (tour: Tour): Problem[] =>
  Object.values(tour.title).some((text) => text?.trim()) ? [] : [unfinished('T7', 'title')]

const broken = (rule: Problem['rule'], at: string): Problem => ({ rule, severity: 'broken', at })
const unfinished = (rule: Problem['rule'], at: string): Problem => ({ rule, severity: 'unfinished', at })
const repeated = (ids: string[]) => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
