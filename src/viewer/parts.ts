// The parts of the viewer, in the order in which they are made. To add one: write its file, name it here.
import { flatsPart } from './hotspots/flats-part.ts'
import { soundPart } from './media/sound-part.ts'
import type { MakePart } from './stage.ts'
import { creditPart } from './ui/credit-part.ts'
import { dollhousePart } from './ui/dollhouse-part.ts'
import { firstHintPart } from './ui/first-hint-part.ts'
import { fullscreenPart } from './ui/fullscreen-part.ts'
import { guidedPart } from './ui/guided-part.ts'
import { languagesPart } from './ui/languages-part.ts'
import { later } from './ui/later.ts'
import { measurePart } from './ui/measure-part.ts'
import { planPart } from './ui/plan-part.ts'
import { saverPart } from './ui/saver-part.ts'
import { scenesPart } from './ui/scenes-part.ts'
import { contactPart, factsPart, helpPart, reportPart, sharePart } from './ui/sheets-parts.ts'
import { titlePart } from './ui/title-part.ts'
import { zoomPart } from './ui/zoom-part.ts'
import { vrPart } from './xr/vr-part.ts'

const turningPart = later(
  ({ settings, panorama }) => Boolean(settings.turnsDegreesPerSecond) && !panorama.reducedMotion,
  async () => (await import('./ui/turning-part.ts')).turningPart,
)
const orientationPart = later(
  (stage) => stage.shows('orientation') && window.matchMedia('(pointer: coarse)').matches,
  async () => (await import('./ui/orientation-part.ts')).orientationPart,
)

export const parts: readonly MakePart[] = [
  titlePart,
  scenesPart,
  planPart,
  dollhousePart,
  soundPart,
  flatsPart,
  guidedPart,
  factsPart,
  contactPart,
  sharePart,
  measurePart,
  zoomPart,
  turningPart,
  orientationPart,
  vrPart,
  fullscreenPart,
  helpPart,
  saverPart,
  reportPart,
  languagesPart,
  creditPart,
  firstHintPart,
]
