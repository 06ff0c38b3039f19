// The plain `.splat` format: 32 bytes each, without a header.
import { AttachmentRefusal } from '../refusal.ts'
import type { Bytes } from './bytes.ts'
import { emptyCloud, refuseMany, type SplatCloud } from './splat-cloud.ts'

const splatBytes = 32
const shareAtOnce = 32_768
/** What the zeroth band is multiplied by to give a colour around one half. */
export const bandZero = 0.28209479177387814

export async function readSplat(bytes: Bytes): Promise<SplatCloud> {
  const count = bytes.sizeBytes / splatBytes
  if (!Number.isInteger(count)) throw new AttachmentRefusal('truncated')
  refuseMany(count)
  const cloud = emptyCloud(count, 0)
  for (let from = 0; from < count; from += shareAtOnce) {
    const share = Math.min(shareAtOnce, count - from)
    const part = await bytes.read(from * splatBytes, share * splatBytes)
    for (let i = 0; i < share; i++) readOne(part, i * splatBytes, cloud, from + i)
  }
  return cloud
}

function readOne(part: Buffer, at: number, cloud: SplatCloud, i: number): void {
  for (let axis = 0; axis < 3; axis++) {
    cloud.positions[i * 3 + axis] = part.readFloatLE(at + axis * 4)
    cloud.scales[i * 3 + axis] = Math.log(Math.max(part.readFloatLE(at + 12 + axis * 4), 1e-9))
    cloud.colours[i * 3 + axis] = ((part[at + 24 + axis] ?? 0) / 255 - 0.5) / bandZero
  }
  cloud.opacities[i] = (part[at + 27] ?? 0) / 255
  for (let k = 0; k < 4; k++) cloud.rotations[i * 4 + k] = ((part[at + 28 + k] ?? 0) - 128) / 128
}
