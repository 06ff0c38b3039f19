// What stands for an attachment on screen: its picture, the first frame of a video, or the sign of its kind.
import type { ReactNode } from 'react'
import type { Attachment, AttachmentKind } from '../../../lib/api.ts'
import { BoxIcon, CaptionsIcon, PhotoIcon, SoundIcon, VideoIcon } from '../../../ui/icons.tsx'
import classes from './attachments.module.css'
import { formatDuration } from './kinds.ts'

export const signOfKind: Record<AttachmentKind, (size: number) => ReactNode> = {
  picture: (size) => <PhotoIcon size={size} />,
  video: (size) => <VideoIcon size={size} />,
  sound: (size) => <SoundIcon size={size} />,
  captions: (size) => <CaptionsIcon size={size} />,
  model: (size) => <BoxIcon size={size} />,
  splat: (size) => <BoxIcon size={size} />,
}

export function AttachmentPicture({
  kind,
  attachment,
  signSize = 24,
}: {
  kind: AttachmentKind
  attachment: Attachment | undefined
  signSize?: number
}) {
  const published = attachment?.published
  const seconds = published?.durationSeconds
  return (
    <span className={classes.picture}>
      {published && kind === 'picture' ? (
        <img src={(published.small ?? published.file).url} alt="" loading="lazy" draggable={false} />
      ) : published && kind === 'video' ? (
        <video src={`${published.file.url}#t=0.1`} preload="metadata" muted playsInline tabIndex={-1} />
      ) : (
        signOfKind[kind](signSize)
      )}
      {seconds !== undefined && <span className={classes.duration}>{formatDuration(seconds)}</span>}
    </span>
  )
}
