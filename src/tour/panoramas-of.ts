// Which panoramas a tour document shows. Apart from the schemas, so that browsers get no schema library with it. Pure.
import type { Scene, Tour } from './tour.ts'

/** The panorama that a scene shows, where it shows one. */
export const panoramaOf = (scene: Scene): string | undefined => (scene.kind === 'panorama' ? scene.panorama : undefined)

/** Ids of all panoramas that the tour shows, each once. */
export const panoramasOf = (tour: Tour): string[] => [
  ...new Set(tour.scenes.map(panoramaOf).filter((id) => id !== undefined)),
]
