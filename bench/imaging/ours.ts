// Our own figures: time, CPU seconds and peak memory of the imaging process, and the geometry of its tiles. Linux only.
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { readArchiveIndex } from '#imaging/archive-reader.ts'
import { createImaging } from '#imaging/imaging.ts'
import { directionCodedPanorama, measureDeviation } from '#test/support/direction-code.ts'
import { facePx, faces, type Pyramid, tileName, tilesAcross } from '#tour/pyramid.ts'

export interface OurFigures {
  wallSeconds: number
  cpuSeconds: number
  peakMegabytes: number
}

const memoryMegabytes = 8192

/** Median wall and mean CPU of five after a warm-up; the largest sizes once, because their seconds speak for themselves. */
export async function measureOurs(path: string, outputFolder: string, widthPx: number): Promise<OurFigures> {
  const imaging = createImaging({ memoryMegabytes })
  const tile = () => imaging.tile({ kind: 'file', path }, { fileName: 'photo.jpg', outputFolder })
  try {
    const rounds: { wallSeconds: number; cpuSeconds: number }[] = []
    await tile()
    for (let i = 0; i < (widthPx > 8192 ? 1 : 5); i++) {
      const cpuBefore = (await childFigures()).cpuSeconds
      const start = performance.now()
      await tile()
      const wallSeconds = (performance.now() - start) / 1000
      rounds.push({ wallSeconds, cpuSeconds: (await childFigures()).cpuSeconds - cpuBefore })
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
    return {
      wallSeconds: median(rounds.map((round) => round.wallSeconds)),
      // The kernel counts in hundredths: a mean is finer than a median.
      cpuSeconds: rounds.reduce((sum, round) => sum + round.cpuSeconds, 0) / rounds.length,
      peakMegabytes: (await childFigures()).peakMegabytes,
    }
  } finally {
    await imaging.close()
  }
}

/** CPU seconds and peak resident memory of this process's children: there is one, and it has no children of its own. */
async function childFigures(): Promise<{ cpuSeconds: number; peakMegabytes: number }> {
  let [ticks, peakKibibytes] = [0, 0]
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (Number(fields[1]) !== process.pid) continue
    ticks += Number(fields[11]) + Number(fields[12])
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    peakKibibytes += Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0)
  }
  return { cpuSeconds: ticks / 100, peakMegabytes: Math.round((peakKibibytes * 1024) / 1e6) }
}

/** Worst shift per face, inside and along the edges, of finished JPEG tiles. */
export async function measureShift(folder: string): Promise<Record<string, number>> {
  const [width, height] = [8192, 4096]
  const path = join(folder, 'directions.png')
  const raw = { width, height, channels: 3 } as const
  await sharp(directionCodedPanorama(width, height, 2560), { raw })
    .png({ compressionLevel: 1 })
    .toFile(path)
  const imaging = createImaging({ memoryMegabytes })
  try {
    const tiled = await imaging.tile({ kind: 'file', path }, { fileName: 'directions.png', outputFolder: folder })
    const shift: Record<string, number> = {}
    for (const face of faces) {
      const pixels = await readFace(tiled.archivePath, tiled.pyramid, face)
      const sidePx = facePx(tiled.pyramid, tiled.pyramid.levels)
      const onEdge = (column: number, row: number) => Math.min(column, row, sidePx - 1 - column, sidePx - 1 - row) < 16
      const inside = measureDeviation(face, sidePx, pixels, (column, row) => !onEdge(column, row))
      const edges = measureDeviation(face, sidePx, pixels, onEdge)
      shift[face] = Math.max(
        ...[inside, edges].flatMap(({ acrossPx, downPx }) => [Math.abs(acrossPx), Math.abs(downPx)]),
      )
    }
    return shift
  } finally {
    await imaging.close()
  }
}

async function readFace(archivePath: string, pyramid: Pyramid, face: (typeof faces)[number]): Promise<Uint8Array> {
  const { tilePx, levels, format } = pyramid
  const sidePx = facePx(pyramid, levels)
  const pixels = new Uint8Array(sidePx * sidePx * 3)
  const file = await open(archivePath)
  try {
    const read = async (offset: number, length: number) =>
      (await file.read(Buffer.alloc(length), 0, length, offset)).buffer
    const index = await readArchiveIndex(read, (await file.stat()).size)
    for (let row = 0; row < tilesAcross(levels); row++)
      for (let column = 0; column < tilesAcross(levels); column++) {
        const range = index.get(tileName(format, levels, face, row, column))
        if (!range) throw new Error('A tile is missing')
        const tile = await sharp(await read(range.offset, range.length))
          .raw()
          .toBuffer()
        for (let y = 0; y < tilePx; y++)
          pixels.set(
            tile.subarray(y * tilePx * 3, (y + 1) * tilePx * 3),
            ((row * tilePx + y) * sidePx + column * tilePx) * 3,
          )
      }
  } finally {
    await file.close()
  }
  return pixels
}
