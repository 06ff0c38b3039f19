// Files with flipped bits, lying numbers and missing ends: each is taken or refused with a reason; nothing else is ever thrown.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { glb, mp3, mp4, ogg, placeBox, ply, spz, testSplats, wav, webm, webmTags } from '#test/support/attachments.ts'
import type { DerivedAttachment, DeriveOrder } from '../contract.ts'
import { AttachmentRefusal } from '../refusal.ts'
import { deriveSound, deriveVideo } from './media-file.ts'
import { deriveModel } from './model.ts'
import { deriveSplats } from './splats.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-mutants-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function mutant(original: Buffer, seed: number): Buffer {
  const random = numbers(seed)
  const bytes = Buffer.from(original)
  for (let change = random(4); change >= 0; change--) {
    // Most numbers stand at the beginning.
    const at = random(Math.min(bytes.length, 700))
    const kind = random(4)
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    else if (kind === 1) bytes.subarray(at, at + 4).fill(255)
    else if (kind === 2) bytes.subarray(at, at + 1 + random(8)).fill(0)
    else return bytes.subarray(0, at)
  }
  return bytes
}

const mutants = 150
type Derive = (order: DeriveOrder) => Promise<DerivedAttachment>

it.each<[string, Derive, () => Buffer]>([
  ['video.mp4', deriveVideo, () => mp4({ tracks: ['vide', 'meta', 'soun'], extra: [placeBox] })],
  ['video.webm', deriveVideo, () => webm({ extra: [webmTags] })],
  ['sound.mp3', deriveSound, () => mp3(6)],
  ['sound.wav', deriveSound, wav],
  ['sound.ogg', deriveSound, ogg],
  ['model.glb', deriveModel, glb],
  ['cloud.ply', deriveSplats, () => ply(testSplats(8), { bands: 1 })],
  [
    'cloud.spz',
    deriveSplats,
    () =>
      spz([
        [1, 2, 3],
        [0, 0, 1],
      ]),
  ],
])('%s', async (fileName, derive, make) => {
  const original = make()
  let refused = 0
  for (let seed = 1; seed <= mutants; seed++) {
    const path = join(folder, `original-${fileName}`)
    await writeFile(path, mutant(original, seed))
    await derive({ path, fileName, kind: 'picture', outputFolder: folder }).catch((error: unknown) => {
      expect(error, `seed ${seed}`).toBeInstanceOf(AttachmentRefusal)
      refused++
    })
  }
  expect(refused).toBeGreaterThan(5)
})
