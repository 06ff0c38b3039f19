// Small pictures, sounds, captions and a video for tours in tests, all made here, with the manifest's entries for them.
import sharp from 'sharp'
import type { PublishedAttachment, PublishedFile } from '#tour/published.ts'
import type { ServedFile } from './viewer-server.ts'

export interface TourMedia {
  attachments: Record<string, PublishedAttachment>
  files: Record<string, ServedFile>
}

/** A picture in two sizes: stripes of one colour over a number of squares, so that it can be told from the others. */
export async function addPicture(
  media: TourMedia,
  id: string,
  widthPx: number,
  heightPx: number,
  colour: string,
): Promise<void> {
  const stripes = Array.from(
    { length: 8 },
    (_, index) => `<rect x="${index * 100}" width="50" height="600" fill="#fff"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 800 600" preserveAspectRatio="none"><rect width="800" height="600" fill="${colour}"/>${stripes.join('')}</svg>`
  const full = await sharp(Buffer.from(svg)).webp().toBuffer()
  const scale = Math.min(1, 640 / Math.max(widthPx, heightPx))
  const [smallWidthPx, smallHeightPx] = [Math.round(widthPx * scale), Math.round(heightPx * scale)]
  const small = await sharp(full).resize(smallWidthPx, smallHeightPx).webp().toBuffer()
  media.attachments[id] = {
    kind: 'picture',
    file: serve(media, `${id}/large.webp`, full, 'image/webp', { widthPx, heightPx }),
    small: serve(media, `${id}/small.webp`, small, 'image/webp', { widthPx: smallWidthPx, heightPx: smallHeightPx }),
  }
}

/** A tone as 8-bit WAV. */
export function addSound(media: TourMedia, id: string, seconds: number, hertz: number): void {
  const rate = 8000
  const samples = Buffer.from(
    Array.from({ length: seconds * rate }, (_, index) =>
      Math.round(128 + 40 * Math.sin((index / rate) * hertz * 2 * Math.PI)),
    ),
  )
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  media.attachments[id] = {
    kind: 'sound',
    file: serve(media, `${id}/sound.wav`, Buffer.concat([head, samples]), 'audio/wav'),
    durationSeconds: seconds,
  }
}

export function addCaptions(media: TourMedia, id: string, text: string): void {
  const body = Buffer.from(`WEBVTT\n\n00:00.000 --> 00:05.000\n${text}\n`)
  media.attachments[id] = { kind: 'captions', file: serve(media, `${id}/captions.vtt`, body, 'text/vtt') }
}

export function addVideo(media: TourMedia, id: string, body: Buffer, widthPx: number, heightPx: number): void {
  media.attachments[id] = {
    kind: 'video',
    file: serve(media, `${id}/video.webm`, body, 'video/webm', { widthPx, heightPx }),
  }
}

function serve(
  media: TourMedia,
  name: string,
  body: Buffer,
  type: string,
  size: { widthPx?: number; heightPx?: number } = {},
): PublishedFile {
  const url = `/attachments/tour/${name}`
  media.files[url] = { body, type }
  return { url, type, sizeBytes: body.length, ...size }
}
