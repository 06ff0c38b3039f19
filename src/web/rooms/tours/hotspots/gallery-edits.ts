// What is done to a gallery's pictures. Pure.
import type { GalleryPicture } from '#tour/hotspots.ts'

/** A picture that was just chosen: nothing is said about it yet. */
export const pictureOf = ({ id }: { id: string }): GalleryPicture => ({ attachment: id, caption: {}, alt: {} })

export function movedPicture<Picture>(pictures: readonly Picture[], from: number, to: number): Picture[] {
  const picture = pictures[from]
  if (picture === undefined) return [...pictures]
  const rest = pictures.toSpliced(from, 1)
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, picture)
}
