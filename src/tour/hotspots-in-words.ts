// What a hotspot is called and what a measurement says: the same words in the viewer, in its flat twin and in the text of the page.
// Pure; the viewer ships this file.
import type { Say } from './facts-in-words.ts'
import { textIn } from './fallback.ts'
import type { HotspotKind, MeasurementHotspot } from './hotspots.ts'
import { lengthIn } from './numbers.ts'
import type { Language } from './text.ts'

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

/** "Wall ≈ 2,40 м", as it is written along the line. */
export function measurementLabel(measurement: MeasurementHotspot, language: Language): string {
  const { label, lengthMetres, isApproximate } = measurement
  const length = lengthMetres === undefined ? '' : (isApproximate ? '≈\u202f' : '') + lengthIn(language, lengthMetres)
  return [textIn(label, language), length].filter(Boolean).join(' ')
}

/** "Wall: about 2,40 м", as it is read out. */
export function measurementSentence(measurement: MeasurementHotspot, language: Language, say: Say): string {
  const { label, lengthMetres, isApproximate } = measurement
  const name = textIn(label, language) || say(kindKeys.measurement)
  if (lengthMetres === undefined) return name
  const length = lengthIn(language, lengthMetres)
  return isApproximate ? say('viewer.measured_about', { name, length }) : say('viewer.measured', { name, length })
}
