// Messages between a page and the frame in which it shows a tour, version 1; docs/embedding.md describes them. Every message is an
// object with `panoqor: 1`. Pure: what a stranger sends is checked here, field by field, before anything is done.
import type { Language } from '#tour/text.ts'
import type { View } from '#tour/view.ts'
import { CallError } from './call-error.ts'

export const protocolVersion = 1

/** What the page around may ask. */
export type Call =
  | { call: 'hello' }
  | { call: 'state' }
  | { call: 'scenes' }
  | { call: 'hotspots' }
  | { call: 'goTo'; sceneId: string; view?: View }
  | { call: 'turnTo'; view: Partial<View>; durationMs?: number }
  | { call: 'setLanguage'; language: Language }
  | { call: 'pressHotspot'; hotspotId: string }
  | { call: 'play'; guidedId?: string }
  | { call: 'pause' }
  | { call: 'load'; slug: string }

export type CallId = string | number

export type Answer =
  | { panoqor: 1; id?: CallId; ok: true; result?: unknown }
  | { panoqor: 1; id?: CallId; ok: false; error: string }

type Fields = Record<string, unknown>

/** Is this a message of ours at all? Pages send each other many things. */
export function isOurs(data: unknown): data is Fields {
  return typeof data === 'object' && data !== null && 'panoqor' in data && data.panoqor === protocolVersion
}

export const idOf = ({ id }: Fields): CallId | undefined =>
  typeof id === 'number' || (typeof id === 'string' && id.length <= 100) ? id : undefined

/** @throws {CallError} when the call is unknown or an argument is missing, of another type or out of range. */
export function callIn(message: Fields): Call {
  switch (message.call) {
    case 'hello':
    case 'state':
    case 'scenes':
    case 'hotspots':
    case 'pause':
      return { call: message.call }
    case 'goTo':
      return {
        call: 'goTo',
        sceneId: text(message.sceneId),
        view: message.view === undefined ? undefined : wholeView(message.view),
      }
    case 'turnTo':
      return { call: 'turnTo', view: partOfView(message.view), durationMs: optional(message.durationMs, 0, 60_000) }
    case 'setLanguage':
      return { call: 'setLanguage', language: language(message.language) }
    case 'pressHotspot':
      return { call: 'pressHotspot', hotspotId: text(message.hotspotId) }
    case 'play':
      return { call: 'play', guidedId: message.guidedId === undefined ? undefined : text(message.guidedId) }
    case 'load':
      return { call: 'load', slug: slug(message.slug) }
    default:
      throw new CallError('no_such_call')
  }
}

function partOfView(value: unknown): Partial<View> {
  if (typeof value !== 'object' || value === null) throw new CallError('bad_arguments')
  const fields: Fields = { ...value }
  const view: Partial<View> = {}
  for (const [name, low, high] of [
    ['yawDegrees', -360, 360],
    ['pitchDegrees', -90, 90],
    ['fovDegrees', 20, 140],
  ] as const) {
    const given = optional(fields[name], low, high)
    if (given !== undefined) view[name] = given
  }
  return view
}

function wholeView(value: unknown): View {
  const { yawDegrees, pitchDegrees, fovDegrees } = partOfView(value)
  if (yawDegrees === undefined || pitchDegrees === undefined || fovDegrees === undefined)
    throw new CallError('bad_arguments')
  return { yawDegrees, pitchDegrees, fovDegrees }
}

function optional(value: unknown, low: number, high: number): number | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number' && value >= low && value <= high) return value
  throw new CallError('bad_arguments')
}

function text(value: unknown): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 64) return value
  throw new CallError('bad_arguments')
}

function slug(value: unknown): string {
  if (typeof value === 'string' && /^[a-z0-9-]{1,120}$/.test(value)) return value
  throw new CallError('bad_arguments')
}

function language(value: unknown): Language {
  if (value === 'kk' || value === 'ru' || value === 'en') return value
  throw new CallError('bad_arguments')
}
