// The kinds of attachments as the studio meets them: what a file dialog offers, and which kind a file has by its name. The server
// looks at the bytes; this only spares people an upload that can't end well. Pure.
import type { AttachmentKind } from '../../../lib/api.ts'

const endings: Record<AttachmentKind, readonly string[]> = {
  picture: ['jpg', 'jpeg', 'png', 'webp', 'avif'],
  video: ['mp4', 'm4v', 'webm'],
  sound: ['mp3', 'm4a', 'ogg', 'oga', 'opus', 'wav', 'weba'],
  captions: ['vtt', 'srt'],
  model: ['glb'],
  splat: ['ply', 'spz', 'splat', 'sog'],
}

const types: Record<AttachmentKind, readonly string[]> = {
  picture: ['image/jpeg', 'image/png', 'image/webp', 'image/avif'],
  video: ['video/mp4', 'video/webm'],
  sound: ['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav'],
  captions: ['text/vtt'],
  model: ['model/gltf-binary'],
  splat: [],
}

/** For the `accept` of a file dialog. */
export const acceptOf = (kind: AttachmentKind) =>
  [...types[kind], ...endings[kind].map((ending) => `.${ending}`)].join(',')

/** "JPG, PNG, WEBP": what people are told. */
export const endingsOf = (kind: AttachmentKind) =>
  endings[kind]
    .filter((ending) => ending !== 'jpeg' && ending !== 'oga')
    .map((ending) => ending.toUpperCase())
    .join(', ')

export type FileMismatch = 'heic' | 'other'

/** Why a file can't be of a kind, as far as its name tells; undefined when it may be. */
export function mismatch(kind: AttachmentKind, fileName: string): FileMismatch | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase()
  if (ending === undefined || endings[kind].includes(ending)) return undefined
  return kind === 'picture' && (ending === 'heic' || ending === 'heif') ? 'heic' : 'other'
}

/** A name for people: without the ending, spaces where file systems wanted none. */
export const titleOfFile = (fileName: string) =>
  fileName
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim()

/** 75 → "1:15", 3675 → "1:01:15". */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const padded = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`
}
