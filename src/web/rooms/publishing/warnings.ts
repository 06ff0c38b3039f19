// What is worth a look before a tour is published. None of it keeps anybody from publishing. Pure.
import { targetOf } from '#tour/rules.ts'
import type { Scene, Tour } from '#tour/tour.ts'

export interface PublishWarnings {
  /** No chain of links leads there from the start scene. */
  unreachable: Scene[]
  /** Without a name in the tour's default language. */
  unnamed: Scene[]
}

export function publishWarnings(tour: Tour): PublishWarnings {
  const reached = reachable(tour)
  return {
    unreachable: tour.scenes.filter(({ id }) => !reached.has(id)),
    unnamed: tour.scenes.filter(({ name }) => !name[tour.defaultLanguage]?.trim()),
  }
}

function reachable({ scenes, start }: Tour): ReadonlySet<string> {
  const byId = new Map(scenes.map((scene) => [scene.id, scene]))
  const first = byId.get(start ?? '') ?? scenes[0]
  const reached = new Set<string>()
  const waiting = first ? [first] : []
  for (let scene = waiting.pop(); scene; scene = waiting.pop()) {
    if (reached.has(scene.id)) continue
    reached.add(scene.id)
    for (const hotspot of scene.hotspots) {
      const target = byId.get(targetOf(hotspot) ?? '')
      if (target) waiting.push(target)
    }
  }
  return reached
}
