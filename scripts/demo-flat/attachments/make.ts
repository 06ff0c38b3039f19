// Writes the files of the catalogue: drawn, computed or cut from the finished panoramas. The same bytes every time.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { cameraOf } from '../plan.ts'
import { burabay } from './burabay.ts'
import type { AttachmentFile } from './catalogue.ts'
import { flatModel } from './flat-model.ts'
import { photoOf, photos } from './photos.ts'
import { planDrawing } from './plan-drawing.ts'
import { riverAndWind } from './river-and-wind.ts'

/** Photos are cut from the panoramas in `folder`. */
export async function makeAttachments(folder: string, say: (text: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const write = (name: AttachmentFile, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes)
    say(`${name}: ${Math.round(bytes.length / 1000)} KB`)
  }
  write('plan.png', await sharp(Buffer.from(planDrawing())).png({ palette: true, colours: 64 }).toBuffer())
  write('burabay.webp', await sharp(Buffer.from(burabay())).webp({ quality: 86 }).toBuffer())
  write('river-and-wind.wav', riverAndWind())
  write('model.glb', flatModel())
  for (const photo of photos) write(photo.file, await photoOf(join(folder, `${cameraOf(photo.scene).id}.jpg`), photo))
}
