// A first name for a scene, from the name of the photo: readable, never longer than a card can show. Pure.

const extension = /\.(jpe?g|png|webp)$/i

/** `02_living-room.JPG` → `living room`; what cameras write (`R0010023.JPG`) stays as it is. */
export function sceneNameFrom(fileName: string): string {
  const base = fileName.normalize('NFC').split(/[\\/]/).pop()?.replace(extension, '') ?? ''
  const words = base
    .replace(/[_-]+/g, ' ')
    .replace(/^\d{1,3}[ .)]+(?=\p{L})/u, '')
    .replace(/\s+/g, ' ')
    .trim()
  return (words || base || '1').slice(0, 80)
}
