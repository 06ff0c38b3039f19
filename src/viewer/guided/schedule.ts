// How long the steps of a guided tour last and how long it turns from one to the next. Pure.
import { type Angles, angleBetween, clamp } from '#tour/angles.ts'
import { textIn } from '#tour/fallback.ts'
import type { Language } from '#tour/text.ts'
import type { GuidedStep } from '#tour/tour.ts'

/** A breath after what was said. */
const breathSeconds = 0.8
const turnDegreesPerSecond = 45
const shortestTurnMs = 500
const longestTurnMs = 3000

/** The narration decides, where there is one. */
export const stepSeconds = ({ durationSeconds }: Pick<GuidedStep, 'durationSeconds'>, narrationSeconds?: number) =>
  narrationSeconds ? narrationSeconds + breathSeconds : durationSeconds

/** Id of the narration in the visitor's language, else in the language that texts fall back to. */
export const narrationOf = ({ narration }: Pick<GuidedStep, 'narration'>, language: Language): string | undefined =>
  textIn(narration, language) || undefined

/** Far turns take longer, but never so long that one looks away. */
export const turnMs = (from: Angles, to: Angles) =>
  clamp((angleBetween(from, to) / turnDegreesPerSecond) * 1000, shortestTurnMs, longestTurnMs)
