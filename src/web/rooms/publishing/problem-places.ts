// Where in a tour the problems are that keep it from being published: read from their `at`, see src/tour/rules.ts. Pure.
import type { Problem } from '#tour/rules.ts'
import type { Tour } from '#tour/tour.ts'

export type ProblemPlace =
  | { kind: 'hotspot'; sceneId: string; hotspotId: string }
  | { kind: 'scene'; sceneId: string }
  | { kind: 'part'; part: 'tour' | 'levels' | 'guided' | 'look' }

/** undefined: nothing in the tour of which one could say "here". */
export function placeOfProblem(at: string, tour: Tour): ProblemPlace | undefined {
  const [part, id] = at.split('.')
  if (part === 'scenes' && id !== undefined) return placeInScenes(at, tour)
  if (part === 'title' || part === 'start') return { kind: 'part', part: 'tour' }
  return part === 'levels' || part === 'guided' || part === 'look' ? { kind: 'part', part } : undefined
}

/** Ids may hold any letters, so they are compared, not cut out. */
function placeInScenes(at: string, tour: Tour): ProblemPlace | undefined {
  for (const scene of tour.scenes) {
    const own = `scenes.${scene.id}`
    const hotspot = scene.hotspots.find(({ id }) => at === `${own}.hotspots.${id}`)
    if (hotspot) return { kind: 'hotspot', sceneId: scene.id, hotspotId: hotspot.id }
    if (at === own || at === `${own}.limits`) return { kind: 'scene', sceneId: scene.id }
  }
  return undefined
}

export interface ProblemGroup {
  rule: string
  places: ProblemPlace[]
}

/** Rule by rule, in the order in which they came. */
export function groupProblems(problems: readonly Pick<Problem, 'rule' | 'at'>[], tour: Tour): ProblemGroup[] {
  return [...new Set(problems.map(({ rule }) => rule))].map((rule) => ({
    rule,
    places: problems
      .filter((problem) => problem.rule === rule)
      .flatMap((problem) => placeOfProblem(problem.at, tour) ?? []),
  }))
}
