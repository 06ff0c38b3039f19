// What a measurement says: along its line, and read out. The same words in the viewer and in the text of the page. Pure.
import type { Say } from './facts-in-words.ts'
import { textIn } from './fallback.ts'
import type { MeasurementHotspot } from './hotspots.ts'
import { kindKeys } from './hotspots-in-words.ts'
import { lengthIn } from './numbers.ts'
import type { Language } from './text.ts'

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
