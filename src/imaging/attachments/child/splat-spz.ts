// SPZ, versions 2 and 3: gzip around columns of small numbers. Its axes are right, up, back; ours are right, down, forward.
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { AttachmentRefusal } from '../refusal.ts'
import type { Bytes } from './bytes.ts'
import { coefficientsOf, emptyCloud, refuseMany, type SplatCloud } from './splat-cloud.ts'

const headerBytes = 16
/** Header and columns of the most splats that may come. */
const inflatedLimitBytes = 512 * 1024 * 1024
const colourScale = 0.15
/** Coefficients that change their sign when the second and third axis do. */
const flipped = new Set([0, 1, 3, 6, 8, 10, 11, 13])
const inflate = promisify(gunzip)

export async function readSpz(bytes: Bytes): Promise<SplatCloud> {
  const packed = await bytes.read(0, bytes.sizeBytes)
  const all = await inflate(packed, { maxOutputLength: inflatedLimitBytes }).catch(() => {
    throw new AttachmentRefusal('damaged')
  })
  if (all.length < headerBytes || all.toString('latin1', 0, 4) !== 'NGSP') throw new AttachmentRefusal('damaged')
  const version = all.readUInt32LE(4)
  const bands = all[12] ?? 0
  if (version !== 2 && version !== 3) throw new AttachmentRefusal('splat_type', { found: `SPZ ${version}` })
  if (bands > 3) throw new AttachmentRefusal('damaged')
  const count = all.readUInt32LE(8)
  refuseMany(count)
  return readColumns(all, { count, bands, version, fraction: 2 ** (all[13] ?? 0) })
}

interface Facts {
  count: number
  bands: number
  version: 2 | 3
  fraction: number
}

function readColumns(all: Buffer, { count, bands, version, fraction }: Facts): SplatCloud {
  const cloud = emptyCloud(count, bands)
  let at = headerBytes
  const column = (width: number) => {
    const part = all.subarray(at, at + count * width)
    if (part.length < count * width) throw new AttachmentRefusal('truncated')
    at += count * width
    return part
  }
  const [places, alphas, colours, scales] = [column(9), column(1), column(3), column(3)]
  const turns = column(version === 2 ? 3 : 4)
  const coefficients = coefficientsOf(bands)
  const rest = column(coefficients * 3)
  for (let i = 0; i < count; i++) {
    cloud.opacities[i] = (alphas[i] ?? 0) / 255
    for (let axis = 0; axis < 3; axis++) {
      const place = places.readIntLE(i * 9 + axis * 3, 3) / fraction
      cloud.positions[i * 3 + axis] = axis === 0 ? place : -place
      cloud.scales[i * 3 + axis] = (scales[i * 3 + axis] ?? 0) / 16 - 10
      cloud.colours[i * 3 + axis] = ((colours[i * 3 + axis] ?? 0) / 255 - 0.5) / colourScale
    }
    const [x, y, z, w] = version === 2 ? firstThree(turns, i * 3) : smallestThree(turns.readUInt32LE(i * 4))
    cloud.rotations.set([w, x, -y, -z], i * 4)
  }
  for (let k = 0; k < rest.length; k++) {
    const value = ((rest[k] ?? 0) - 128) / 128
    cloud.harmonics[k] = flipped.has(Math.floor(k / 3) % coefficients) ? -value : value
  }
  return cloud
}

type Turn = [x: number, y: number, z: number, w: number]

function firstThree(turns: Buffer, at: number): Turn {
  const part = (k: number) => (turns[at + k] ?? 0) / 127.5 - 1
  const [x, y, z] = [part(0), part(1), part(2)]
  return [x, y, z, Math.sqrt(Math.max(0, 1 - x * x - y * y - z * z))]
}

/** Two bits say which part is the largest; the others have a sign and nine bits each. */
function smallestThree(packed: number): Turn {
  const turn: Turn = [0, 0, 0, 0]
  const largest = packed >>> 30
  let [bits, squares] = [packed, 0]
  for (let k = 3; k >= 0; k--) {
    if (k === largest) continue
    const size = (Math.SQRT1_2 * (bits & 511)) / 511
    turn[k] = bits & 512 ? -size : size
    squares += size * size
    bits >>>= 10
  }
  turn[largest] = Math.sqrt(Math.max(0, 1 - squares))
  return turn
}
