import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeArchive } from './archive.ts'
import { ArchiveError, readArchiveIndex } from './archive-reader.ts'

const entries = [
  { name: '1/f0_0.jpg', data: Buffer.from('front') },
  { name: '1/бөлме.jpg', data: Buffer.from('') },
  { name: '2/f0_0.jpg', data: Buffer.alloc(70_000, 7) },
]

async function written() {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-archive-'))
  const path = join(folder, 'tiles.zip')
  const facts = await writeArchive(path, entries)
  return { folder, facts, bytes: await readFile(path) }
}

const indexOf = (bytes: Buffer) =>
  readArchiveIndex((offset, length) => bytes.subarray(offset, offset + length), bytes.length)

describe('a tile archive', () => {
  it('gives back the byte range of every entry', async () => {
    const { bytes, facts } = await written()
    const index = await indexOf(bytes)
    expect(facts.sizeBytes).toBe(bytes.length)
    expect([...index.keys()]).toEqual(entries.map(({ name }) => name))
    for (const { name, data } of entries) {
      const { offset, length } = index.get(name) ?? { offset: 0, length: -1 }
      expect(bytes.subarray(offset, offset + length).equals(data)).toBe(true)
    }
  })

  it('is the same bytes every time, and leaves no half-written file', async () => {
    const [first, second] = [await written(), await written()]
    expect(first.facts.sha256).toBe(second.facts.sha256)
    expect(await readdir(first.folder)).toEqual(['tiles.zip'])
  })

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['empty', () => Buffer.alloc(0)],
    ['with a foreign end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['with a wrong count', (bytes: Buffer) => patched(bytes, bytes.length - 12, 2)],
    ['with a directory that points outside', (bytes: Buffer) => patched(bytes, bytes.length - 6, 0x7fffffff)],
    ['with a compressed entry', (bytes: Buffer) => patched(bytes, bytes.indexOf('PK\u0001\u0002') + 10, 8)],
    [
      'with an entry that runs over the directory',
      (bytes: Buffer) => patched(bytes, bytes.indexOf('PK\u0001\u0002') + 42, 0x00ffffff),
    ],
  ])('is refused %s', async (_, damage) => {
    const { bytes } = await written()
    await expect(indexOf(damage(bytes))).rejects.toThrow(ArchiveError)
  })
})

function patched(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes)
  if (value > 0xffff) copy.writeUInt32LE(value, at)
  else copy.writeUInt16LE(value, at)
  return copy
}
