// The player of a tour's own video: the browser's, with the tour's captions.
import type { VideoSource } from '#tour/hotspots.ts'
import type { TourStage } from '../stage.ts'
import { make } from '../ui/dom.ts'

type FileSource = Extract<VideoSource, { from: 'file' }>

const languageNames = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

export function ownVideo(
  source: FileSource,
  stage: Pick<TourStage, 'attachment' | 'words'>,
): HTMLVideoElement | undefined {
  const attachment = stage.attachment(source.attachment)
  if (!attachment) return undefined
  const { file } = attachment
  const { language } = stage.words
  const tracks = source.captions.flatMap((captions) => {
    const text = stage.attachment(captions.attachment)
    if (!text) return []
    const isDefault = captions.language === language
    const label = languageNames[captions.language]
    return [
      make('track', { kind: 'captions', src: text.file.url, srclang: captions.language, label, default: isDefault }),
    ]
  })
  return make(
    'video',
    {
      class: 'pv-video',
      src: file.url,
      poster: stage.attachment(source.poster)?.file.url,
      controls: true,
      playsinline: true,
      preload: 'metadata',
      crossorigin: 'anonymous',
      // Known before a byte has come: nothing jumps.
      width: file.widthPx?.toString(),
      height: file.heightPx?.toString(),
    },
    ...tracks,
  )
}
