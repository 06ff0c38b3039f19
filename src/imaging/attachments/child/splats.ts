// Gaussian splats: PLY, SPZ, .splat or SOG in, one bundled SOG out, and for phones a second one with the weightiest of them.
import { join } from 'node:path'
import type { DerivedAttachment, DeriveOrder } from '../contract.ts'
import { AttachmentRefusal } from '../refusal.ts'
import { type Bytes, refuseLarge, withBytes } from './bytes.ts'
import { arrange, drawable, pick, type SplatCloud } from './splat-cloud.ts'
import { inMortonOrder, weightiest } from './splat-order.ts'
import { readPly } from './splat-ply.ts'
import { readSplat } from './splat-raw.ts'
import { readSog } from './splat-read-sog.ts'
import { readSpz } from './splat-spz.ts'
import { writeSog } from './splat-write-sog.ts'

const maximumMegabytes = 1024
/** Above this a second, lighter file is made, of so many. */
const smallSplats = 400_000

export async function deriveSplats({ path, fileName, outputFolder }: DeriveOrder): Promise<DerivedAttachment> {
  const all = await withBytes(path, (bytes) => {
    refuseLarge(bytes.sizeBytes, maximumMegabytes)
    return read(bytes, fileName.toLowerCase(), outputFolder)
  })
  const order = drawable(all)
  if (order.length === 0) throw new AttachmentRefusal('splat_not')
  arrange(all, inMortonOrder(all, order))
  const target = async (name: string, content: SplatCloud) => {
    const file = { path: join(outputFolder, name), type: 'application/octet-stream' }
    await writeSog(content, file.path)
    return file
  }
  const file = await target('splats.sog', all)
  const light = all.count > smallSplats && pick(all, weightiest(all, smallSplats), 0)
  return { kind: 'splat', file, ...(light && { small: await target('small.sog', light) }) }
}

async function read(bytes: Bytes, name: string, folder: string): Promise<SplatCloud> {
  const start = (await bytes.read(0, Math.min(4, bytes.sizeBytes))).toString('latin1')
  if (start.startsWith('ply')) return readPly(bytes)
  if (start.startsWith('\u001f\u008b')) return readSpz(bytes)
  if (start.startsWith('PK')) return readSog(bytes, folder)
  if (name.endsWith('.splat')) return readSplat(bytes)
  throw new AttachmentRefusal('splat_type', { found: /\.(\w{1,10})$/.exec(name)?.[0] ?? '?' })
}
