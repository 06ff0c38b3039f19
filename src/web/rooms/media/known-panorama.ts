// A file that the team already has needs no second upload: its panorama becomes a scene of the tour at once.
import { panoramasOf } from '#tour/panoramas-of.ts'
import type { PanoramaScene, Tour } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'
import { api, type Panorama } from '../../lib/api.ts'
import { ApiError } from '../../lib/http.ts'
import { newId } from '../../lib/ids.ts'

/** Repeated here because view.ts brings the schema library along. */
const ahead: View = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }

/** 'useless': the panorama never became one (it was cancelled, or waits for its other faces), so the file must go up again. */
export async function addKnownPanorama(teamId: string, tourId: string, panorama: Panorama, fileName: string) {
  const panoramaId = panorama.id
  if (panorama.state === 'cancelled' || panorama.state === 'waiting') return 'useless'
  for (let attempt = 0; ; attempt++) {
    const { document, revision } = await api.tour(teamId, tourId)
    if (panoramasOf(document).includes(panoramaId)) return 'there'
    try {
      await api.saveTour(teamId, tourId, {
        revision,
        document: withScene(document, sceneOf(panorama, fileName, document.defaultLanguage)),
      })
      return 'added'
    } catch (error) {
      // Somebody saved in between: look again.
      if (attempt >= 4 || !(error instanceof ApiError && error.status === 409)) throw error
    }
  }
}

function withScene(tour: Tour, scene: PanoramaScene): Tour {
  return { ...tour, scenes: [...tour.scenes, scene] }
}

/** As the server makes a scene of a fresh upload. */
function sceneOf(
  { id, limits, metadata }: Panorama,
  fileName: string,
  language: Tour['defaultLanguage'],
): PanoramaScene {
  const name = fileName
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .slice(0, 200)
  const heading = Number(metadata.headingDegrees ?? 0)
  const scene: PanoramaScene = {
    kind: 'panorama',
    id: newId(),
    name: { [language]: name },
    panorama: id,
    pose: { headingDegrees: heading >= 0 && heading < 360 ? heading : 0 },
    view: ahead,
    hotspots: [],
  }
  return limits ? { ...scene, limits } : scene
}
