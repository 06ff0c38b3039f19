// Which scenes are listed under which level. Pure.
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Level } from '#tour/tour.ts'

/** In the order of the levels; scenes without one come last. One group without a name where no scene is on a level. */
export function scenesByLevel({ scenes, levels = [] }: Pick<PublishedTour, 'scenes' | 'levels'>) {
  const groups: { level: Level | undefined; scenes: PublishedScene[] }[] = levels.map((level) => ({
    level,
    scenes: scenes.filter(({ levelId }) => levelId === level.id),
  }))
  const others = scenes.filter(({ levelId }) => !levels.some(({ id }) => id === levelId))
  return [...groups, { level: undefined, scenes: others }].filter((group) => group.scenes.length > 0)
}
