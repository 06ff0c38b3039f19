import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { codedPanorama, pictureFolder } from '#test/support/panoramas.ts'
import { createImaging, type Imaging } from './imaging.ts'

let large: string
let small: string
beforeAll(async () => {
  const { save } = await pictureFolder()
  large = await save('large.jpg', codedPanorama().resize(2304, 1152).jpeg())
  small = await save('small.jpg', codedPanorama().jpeg())
})

let imaging: Imaging | undefined
afterEach(() => imaging?.close())

async function tile(path: string, onEvent?: () => void) {
  const outputFolder = await mkdtemp(join(tmpdir(), 'panoqor-tiles-'))
  return imaging?.tile({ kind: 'file', path }, { fileName: 'room.jpg', outputFolder, onEvent })
}

/** Ids of this process's imaging children. */
function imagingProcesses(): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids.map(Number).filter((id) => {
    try {
      const parent = Number(readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
      return parent === process.pid && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('imaging/child')
    } catch {
      return false
    }
  })
}

/** Starts the large picture and holds its process still in the middle of the work. */
async function holdUp(): Promise<{ work: Promise<unknown>; goOn(): void; done: () => boolean }> {
  const begun = Promise.withResolvers<number>()
  let isDone = false
  const work = tile(large, () => {
    const [id = 0] = imagingProcesses()
    if (isDone) return
    begun.resolve(id)
  }).finally(() => {
    isDone = true
  })
  const id = await begun.promise
  process.kill(id, 'SIGSTOP')
  return { work, goOn: () => process.kill(id, 'SIGCONT'), done: () => isDone }
}

it.runIf(process.platform === 'linux')('a small photo overtakes a heavy one in a process of its own', async () => {
  imaging = createImaging({ threads: 1, heavyMegabytes: 180 })
  const heavy = await holdUp()
  expect((await tile(small))?.inspection.widthPx).toBe(1024)
  expect(imagingProcesses()).toHaveLength(2)
  expect(heavy.done()).toBe(false)
  heavy.goOn()
  await heavy.work
})

it.runIf(process.platform === 'linux')('waits when both would not fit into the memory', async () => {
  imaging = createImaging({ threads: 1, heavyMegabytes: 180, memoryMegabytes: 230 })
  const heavy = await holdUp()
  const waiting = tile(small)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(imagingProcesses()).toHaveLength(1)
  heavy.goOn()
  await heavy.work
  expect((await waiting)?.inspection.widthPx).toBe(1024)
})
