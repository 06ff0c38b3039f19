// A file that the team already has needs no second upload: its panorama becomes a scene of the tour at once.
import type { Tour } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'
import { api } from '../../lib/api.ts'
import { ApiError } from '../../lib/http.ts'
import { newId } from '../../lib/ids.ts'

/** Repeated here because view.ts brings the schema library along. */
const ahead: View = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }

/** false when the tour shows this panorama already. */
export async function addKnownPanorama(teamId: string, tourId: string, panoramaId: string, fileName: string) {
  const panorama = await api.panorama(teamId, panoramaId)
  for (let attempt = 0; ; attempt++) {
    const { document, revision } = await api.tour(teamId, tourId)
    if (document.scenes.some((scene) => scene.panorama === panoramaId)) return false
    try {
      await api.saveTour(teamId, tourId, {
        revision,
        document: withScene(document, panoramaId, fileName, panorama.limits),
      })
      return true
    } catch (error) {
      // Somebody saved in between: look again.
      if (attempt >= 4 || !(error instanceof ApiError && error.status === 409)) throw error
    }
  }
}

function withScene(
  tour: Tour,
  panorama: string,
  fileName: string,
  limits: Tour['scenes'][number]['limits'] | null,
): Tour {
  const name = { [tour.defaultLanguage]: fileName.replace(/\.[a-z0-9]+$/i, '').slice(0, 200) }
  const scene: Tour['scenes'][number] = {
    id: newId(),
    name,
    panorama,
    pose: { headingDegrees: 0 },
    view: ahead,
    hotspots: [],
  }
  return { ...tour, scenes: [...tour.scenes, limits ? { ...scene, limits } : scene] }
}
