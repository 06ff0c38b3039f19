// What a tour, or a page that embeds it, can choose of the viewer: the parts with their names, how fast it turns by itself.
import type { ViewerPart } from '#tour/look.ts'
import type { WordKey } from '../../../lib/words.tsx'

export const viewerParts: readonly { part: ViewerPart; name: WordKey }[] = [
  { part: 'title', name: 'web.part.title' },
  { part: 'scenes', name: 'web.part.scenes' },
  { part: 'plan', name: 'web.part.plan' },
  { part: 'dollhouse', name: 'web.part.dollhouse' },
  { part: 'guided', name: 'web.part.guided' },
  { part: 'facts', name: 'web.part.facts' },
  { part: 'contact', name: 'web.part.contact' },
  { part: 'share', name: 'web.part.share' },
  { part: 'measure', name: 'web.part.measure' },
  { part: 'sound', name: 'web.part.sound' },
  { part: 'zoom', name: 'web.part.zoom' },
  { part: 'fullscreen', name: 'web.part.fullscreen' },
  { part: 'vr', name: 'web.part.vr' },
  { part: 'orientation', name: 'web.part.orientation' },
  { part: 'languages', name: 'web.part.languages' },
  { part: 'help', name: 'web.part.help' },
  { part: 'report', name: 'web.part.report' },
  { part: 'credit', name: 'web.part.credit' },
]

/** Degrees per second: slow, calm, brisk. */
export const paces: readonly number[] = [2, 4, 8]
