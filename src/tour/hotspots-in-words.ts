// What the kinds of hotspots are called: the same words in the viewer, in its flat twin and in the text of the page. Pure.
import type { HotspotKind } from './hotspots.ts'

/** Keys of src/words. A link is told by its target and needs no name of its kind. */
export const kindKeys: Record<Exclude<HotspotKind, 'link'>, string> = {
  info: 'viewer.spot_info',
  gallery: 'viewer.spot_gallery',
  video: 'viewer.spot_video',
  sound: 'viewer.spot_sound',
  web: 'viewer.spot_web',
  region: 'viewer.spot_region',
  flat: 'viewer.spot_flat',
  property: 'viewer.spot_property',
  measurement: 'viewer.spot_measurement',
}
