import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, symlink } from 'node:fs/promises'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { codedPanorama, pictureFolder } from '#test/support/panoramas.ts'
import { ChildHost, type HostOptions } from './child-host.ts'
import { createImaging } from './imaging.ts'
import { ImagingCrash, ImagingRefusal } from './refusal.ts'

let path: string
beforeAll(async () => {
  const { save } = await pictureFolder()
  path = await save('room.jpg', codedPanorama().jpeg())
})

let host: ChildHost | undefined
afterEach(async () => {
  await host?.close()
  host = undefined
})

function start(options: Partial<HostOptions> = {}): ChildHost {
  host = new ChildHost({
    memoryMegabytes: 1000,
    maxPixels: 1e8,
    threads: 1,
    timeoutSeconds: 60,
    idleSeconds: 60,
    ...options,
  })
  return host
}

const inspect = () => ({ kind: 'inspect', path, fileName: 'room.jpg' }) as const
const tile = async () =>
  ({
    kind: 'tile',
    input: { kind: 'file', path },
    fileName: 'room.jpg',
    outputFolder: await mkdtemp(join(tmpdir(), 'panoqor-tiles-')),
  }) as const

describe('the imaging process', () => {
  it('fails only the order during which it dies; the next one meets a new process', async () => {
    const running = start()
    const killed = running.run(await tile(), { onEvent: () => process.kill(running.pid ?? 0, 'SIGSEGV') })
    const waiting = running.run(await tile())
    await expect(killed).rejects.toThrow(ImagingCrash)
    expect((await waiting).kind).toBe('tiled')
  })

  it('stops when the signal aborts, and rejects with its reason', async () => {
    const running = start()
    const controller = new AbortController()
    const stopped = running.run(await tile(), {
      signal: controller.signal,
      onEvent: () => controller.abort(new Error('Cancelled')),
    })
    await expect(stopped).rejects.toThrow('Cancelled')
    expect((await running.run(inspect())).kind).toBe('inspected')
  })

  it('does not start an order that was aborted while it waited', async () => {
    const running = start()
    const first = running.run(inspect())
    await expect(running.run(await tile(), { signal: AbortSignal.abort(new Error('Too late')) })).rejects.toThrow(
      'Too late',
    )
    await first
  })

  it('tells at once who gives up while waiting', async () => {
    const running = start()
    const first = running.run(await tile())
    const controller = new AbortController()
    const waiting = running.run(await tile(), { signal: controller.signal })
    controller.abort(new Error('No longer wanted'))
    await expect(waiting).rejects.toThrow('No longer wanted')
    expect((await first).kind).toBe('tiled')
  })

  it('is ended when it takes too long', async () => {
    const late = await start({ timeoutSeconds: 0.02 })
      .run(await tile())
      .catch((error: unknown) => error)
    expect(late).toBeInstanceOf(ImagingRefusal)
    expect(late).toMatchObject({ code: 'took_too_long' })
  })

  it.runIf(process.platform === 'linux')('is ended when it outgrows its memory', async () => {
    const greedy = await start({ memoryMegabytes: 20 })
      .run(inspect())
      .catch((error: unknown) => error)
    expect(greedy).toMatchObject({ code: 'out_of_memory' })
  })

  it('ends by itself when there is no work', async () => {
    const running = start({ idleSeconds: 0.05 })
    await running.run(inspect())
    while (running.pid !== undefined) await sleep(10)
    expect((await running.run(inspect())).kind).toBe('inspected')
  })

  it.runIf(process.platform === 'linux')('knows no secret of its parent and yields to others', async () => {
    process.env.DATABASE_URL = 'postgres://someone:secret@host/base'
    const running = start()
    await running.run(inspect())
    const environment = await readFile(`/proc/${running.pid}/environ`, 'utf8')
    delete process.env.DATABASE_URL
    expect(environment).not.toContain('secret')
    expect(environment).not.toContain('HOME=')
    expect(getPriority(running.pid)).toBeGreaterThanOrEqual(10)
  })
})

/** Tiles a picture, and says so at the first event. */
const parentScript = (outputFolder: string) => `
  import { createImaging } from ${JSON.stringify(new URL('./imaging.ts', import.meta.url).href)}
  const imaging = createImaging({ threads: 1 })
  const onEvent = () => process.stdout.write('working')
  await imaging.tile(
    { kind: 'file', path: ${JSON.stringify(path)} },
    { fileName: 'room.jpg', outputFolder: ${JSON.stringify(outputFolder)}, onEvent },
  )`

it.runIf(process.platform === 'linux')('ends without a word when its parent is killed', async () => {
  const script = parentScript(await mkdtemp(join(tmpdir(), 'panoqor-tiles-')))
  const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script])
  let said = ''
  parent.stderr.on('data', (data) => {
    said += data
  })
  parent.stdout.once('data', () => parent.kill('SIGKILL'))
  // Open as long as the imaging process, which has it from its parent, lives.
  await new Promise((resolve) => parent.stderr.once('close', resolve))
  expect(said).toBe('')
})

describe('the door', () => {
  it.runIf(process.platform === 'linux').each(['thumbnail.webp', 'tiles.zip'])(
    'knows a full disk when it writes %s',
    async (name) => {
      const imaging = createImaging({ threads: 1 })
      const outputFolder = await mkdtemp(join(tmpdir(), 'panoqor-tiles-'))
      await symlink('/dev/full', join(outputFolder, `${name}.part`))
      const work = imaging.tile({ kind: 'file', path }, { fileName: 'room.jpg', outputFolder })
      const error = await work.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(ImagingCrash)
      expect(error).toMatchObject({ outage: 'full' })
      await imaging.close()
    },
  )

  it('removes what an aborted order had written', async () => {
    const imaging = createImaging({ threads: 1 })
    const outputFolder = await mkdtemp(join(tmpdir(), 'panoqor-tiles-'))
    const controller = new AbortController()
    const onEvent = ({ kind }: { kind: string }) => kind === 'preview' && controller.abort()
    const work = imaging.tile(
      { kind: 'file', path },
      { fileName: 'room.jpg', outputFolder, onEvent, signal: controller.signal },
    )
    await expect(work).rejects.toThrow('aborted')
    expect(await readdir(outputFolder)).toEqual([])
    await imaging.close()
  })
})
