// Tells a top/bottom stereo panorama from an ordinary square photo: its halves are two views of the same sphere.
import { openPicture, readPixels } from './decode.ts'

const samplePx = 96

export async function looksStereo(path: string, maxPixels: number): Promise<boolean> {
  const picture = await openPicture(path, maxPixels)
  const { data } = await readPixels(picture.resize(samplePx, samplePx, { fit: 'fill' }))
  const half = (samplePx / 2) * samplePx * 3
  return correlation(data.subarray(0, half), data.subarray(half, 2 * half)) > 0.6
}

/** Pearson's correlation; 0 where one side is flat. */
function correlation(a: Uint8Array, b: Uint8Array): number {
  const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanA = mean(a)
  const meanB = mean(b)
  let both = 0
  let squareA = 0
  let squareB = 0
  for (let i = 0; i < a.length; i++) {
    const da = (a[i] ?? 0) - meanA
    const db = (b[i] ?? 0) - meanB
    both += da * db
    squareA += da * da
    squareB += db * db
  }
  return squareA && squareB ? both / Math.sqrt(squareA * squareB) : 0
}
