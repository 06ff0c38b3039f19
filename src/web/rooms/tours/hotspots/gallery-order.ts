// The order of a gallery's pictures. Pure.
export function movedPicture<Picture>(pictures: readonly Picture[], from: number, to: number): Picture[] {
  const picture = pictures[from]
  if (picture === undefined) return [...pictures]
  const rest = pictures.toSpliced(from, 1)
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, picture)
}
