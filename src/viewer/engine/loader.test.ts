import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Loader, type LoadFailure, pauseMs } from './loader.ts'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

async function serverThat(
  answer: (path: string, request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer((request, response) => answer(request.url ?? '', request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  endings.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A loader of texts, with ways to wait for what it does. */
function textLoader(concurrency = 6) {
  const failures: LoadFailure[] = []
  const discarded: string[] = []
  let wake = () => {}
  const loader = new Loader<string>({
    decode: (blob) => blob.text(),
    discard: (text) => discarded.push(text),
    concurrency,
    onChange: () => wake(),
    onFailure: (failure) => failures.push(failure),
    firstPauseMs: 5,
  })
  endings.push(() => loader.stop())
  /** Resolves as soon as the condition holds after some change. */
  const until = (condition: () => boolean) =>
    new Promise<void>((done) => {
      wake = () => {
        if (condition()) done()
      }
      wake()
    })
  const takeAll = async (count: number) => {
    const taken: string[] = []
    while (taken.length < count) {
      await until(() => loader.hasReady)
      for (let item = loader.take(); item; item = loader.take()) taken.push(item.pixels)
    }
    return taken
  }
  return { loader, failures, discarded, until, takeAll }
}

describe('loader', () => {
  it('fetches the most urgent first, a few at a time', async () => {
    const asked: string[] = []
    const url = await serverThat((path, _, response) => {
      asked.push(path)
      response.end(path)
    })
    const { loader, takeAll } = textLoader(1)
    loader.want([3, 1, 2].map((priority) => ({ key: `${priority}`, url: `${url}/${priority}`, priority })))
    await takeAll(3)
    expect(asked).toEqual(['/1', '/2', '/3'])
    expect(loader.bytes).toBe(6)
  })

  it('hands over the most urgent of what has arrived', async () => {
    const url = await serverThat((path, _, response) => response.end(path))
    const { loader, until } = textLoader()
    loader.want([5, 4].map((priority) => ({ key: `${priority}`, url: `${url}/${priority}`, priority })))
    await until(() => loader.bytes === 4)
    await until(() => loader.hasReady)
    expect(loader.take()?.pixels).toBe('/4')
  })

  it('aborts what is no longer wanted', async () => {
    let closed = () => {}
    const aborted = new Promise<void>((done) => {
      closed = done
    })
    let arrived = () => {}
    const begun = new Promise<void>((done) => {
      arrived = done
    })
    const url = await serverThat((path, _, response) => {
      if (path === '/quick') return response.end('quick')
      response.on('close', closed)
      arrived()
    })
    const { loader, takeAll, failures } = textLoader(1)
    loader.want([{ key: 'slow', url: `${url}/slow`, priority: 1 }])
    await begun
    loader.want([{ key: 'quick', url: `${url}/quick`, priority: 1 }])
    await aborted
    expect(await takeAll(1)).toEqual(['quick'])
    expect(failures).toEqual([])
  })

  it('gives back pixels that nobody wants any more', async () => {
    const url = await serverThat((path, _, response) => response.end(path))
    const { loader, until, discarded } = textLoader()
    loader.want([{ key: 'a', url: `${url}/a`, priority: 1 }])
    await until(() => loader.hasReady)
    loader.want([])
    expect(discarded).toEqual(['/a'])
    expect(loader.take()).toBeUndefined()
  })

  it('tries again after a server error, with growing pauses', async () => {
    let times = 0
    const url = await serverThat((_, __, response) => {
      times++
      response.writeHead(times < 3 ? 503 : 200).end('at last')
    })
    const { loader, takeAll, failures } = textLoader()
    loader.want([{ key: 'a', url: `${url}/a`, priority: 1 }])
    expect(await takeAll(1)).toEqual(['at last'])
    expect(failures.map(({ attempts, status }) => [attempts, status])).toEqual([
      [1, 503],
      [2, 503],
    ])
    expect([1, 2, 3, 4].map((attempts) => pauseMs(attempts, 503))).toEqual([500, 1000, 2000, 4000])
    expect(pauseMs(20, undefined)).toBe(30_000)
  })

  it('leaves a missing tile alone until somebody asks again', async () => {
    let missing = true
    let times = 0
    const url = await serverThat((_, __, response) => {
      times++
      response.writeHead(missing ? 404 : 200).end('here')
    })
    const { loader, takeAll, until, failures } = textLoader()
    const wish = [{ key: 'a', url: `${url}/a`, priority: 1 }]
    loader.want(wish)
    await until(() => failures.length === 1)
    loader.want(wish)
    expect(times).toBe(1)
    missing = false
    loader.retryNow()
    expect(await takeAll(1)).toEqual(['here'])
  })

  it('fetches for the cache once and keeps nothing', async () => {
    let times = 0
    const url = await serverThat((_, __, response) => {
      times++
      response.end('tile')
    })
    const { loader, until } = textLoader()
    const wish = [{ key: 'cache:a', url: `${url}/a`, priority: 4, onlyCache: true }]
    loader.want(wish)
    await until(() => loader.bytes === 4)
    loader.want(wish)
    expect(times).toBe(1)
    expect(loader.hasReady).toBe(false)
  })
})
