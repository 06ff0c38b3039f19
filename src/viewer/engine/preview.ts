// The preview strip of a panorama (a data: URL of six small faces, one below the other) as six pictures. Decoded from its own
// bytes, not fetched, so that a strict `connect-src` never stands in the way.
import { type Face, faces } from '#tour/pyramid.ts'

export async function decodePreview(dataUrl: string): Promise<Map<Face, ImageBitmap>> {
  const strip = await createImageBitmap(blobOf(dataUrl))
  const size = strip.width
  const pictures = await Promise.all(faces.map((_, row) => createImageBitmap(strip, 0, row * size, size, size)))
  strip.close()
  return new Map(faces.flatMap((face, row) => (pictures[row] ? [[face, pictures[row]] as const] : [])))
}

function blobOf(dataUrl: string): Blob {
  const [head = '', body = ''] = dataUrl.split(',', 2)
  const type = /^data:([^;]*)/.exec(head)?.[1]
  return new Blob([Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))], { type })
}
