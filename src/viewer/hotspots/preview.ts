// The small picture that a hotspot shows before it is opened. Made when somebody comes near, so that nobody else pays for it.
import type { PublishedAttachment } from '#tour/published.ts'
import { make } from '../ui/dom.ts'

const widthPx = 192
const mostHeightPx = 160

/** Its size is known before it is loaded: what stands around it never jumps. */
export function smallPicture(attachment: PublishedAttachment | undefined): HTMLImageElement | undefined {
  if (attachment?.kind !== 'picture') return undefined
  const file = attachment.small ?? attachment.file
  const height = widthPx * ((file.heightPx ?? 2) / (file.widthPx ?? 3))
  return make('img', {
    src: file.url,
    alt: '',
    width: String(widthPx),
    height: String(Math.round(Math.min(height, mostHeightPx))),
  })
}
