import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { glb } from '#test/support/attachments.ts'
import { isTooHeavy, NotAModel, weightOf } from './weight.ts'

const bytesOf = (file: Buffer): ArrayBuffer => new Uint8Array(file).buffer

describe('the weight of a model', () => {
  it('counts a mesh as often as it stands somewhere', () => {
    expect(weightOf(bytesOf(glb({ triangles: 12 })))).toEqual({ triangles: 12, texturePx: 0 })
    const twice = glb({ triangles: 12, json: { nodes: [{ mesh: 0 }, { mesh: 0 }, {}] } })
    expect(weightOf(bytesOf(twice)).triangles).toBe(24)
  })

  it('reads how large textures of every kind are', async () => {
    const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: '#456' } })
    const files = [
      await picture.clone().png().toBuffer(),
      await picture.clone().jpeg().toBuffer(),
      await picture.clone().webp().toBuffer(),
      await picture.clone().webp({ lossless: true }).toBuffer(),
      await picture.clone().ensureAlpha(0.5).webp().toBuffer(),
    ]
    const content = Buffer.concat(files)
    let byteOffset = 0
    const bufferViews = files.map(({ length: byteLength }) => {
      byteOffset += byteLength
      return { buffer: 0, byteOffset: byteOffset - byteLength, byteLength }
    })
    const images = files.map((_, bufferView) => ({ bufferView }))
    const model = glb({ content, json: { bufferViews, images } })
    expect(weightOf(bytesOf(model)).texturePx).toBe(files.length * 300 * 200)
  })

  it('refuses what is no GLB, and what breaks off', () => {
    for (const file of [Buffer.from('a letter'), Buffer.alloc(40), glb().subarray(0, 60)])
      expect(() => weightOf(bytesOf(file))).toThrow(NotAModel)
  })

  it('trusts weak devices with less', () => {
    const weight = { triangles: 1_000_000, texturePx: 1_000_000 }
    expect(isTooHeavy(weight, true)).toBe(true)
    expect(isTooHeavy(weight, false)).toBe(false)
  })
})
