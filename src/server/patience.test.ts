import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { endUnusedWithIdle, limitConnections, watchAnswer, watchBody } from './patience.ts'

const limits = {
  bodyMilliseconds: 200,
  uploadPeriodMilliseconds: 200,
  uploadBytesPerPeriod: 50,
  answerMilliseconds: 800,
  connectionsPerAddress: 3,
}
let server: Server
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server.close()
})

async function listen(prepare: (server: Server) => void = () => {}, answer: string | Buffer = 'done'): Promise<number> {
  server = createServer((request, response) => {
    watchBody(request, limits)
    watchAnswer(response, limits)
    request.resume().once('end', () => response.end(answer))
  })
  prepare(server)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Sends the head and then `piece` every 40 ms, `times` times; tells what came back and that the connection ended. */
function slowly(port: number, head: string, piece: string, times: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head}\r\nhost: x\r\n\r\n`))
    sockets.push(socket)
    let received = ''
    let sent = 0
    const timer = setInterval(() => sent++ < times && !socket.destroyed && socket.write(piece), 40)
    const end = () => {
      clearInterval(timer)
      resolve(received)
    }
    socket.on('data', (chunk) => {
      received += chunk
      if (received.includes('done')) end()
    })
    socket.on('error', () => {})
    socket.on('close', end)
  })
}

it('ends a request whose body does not come', async () => {
  expect(await slowly(await listen(), 'POST / HTTP/1.1\r\ncontent-length: 500', 'x', 1)).toBe('')
})

it('ends an upload that only drips, and lets one that flows take its time', async () => {
  const port = await listen()
  const head = 'PATCH /api/teams/a/uploads/b HTTP/1.1\r\ncontent-length: 1000'
  expect(await slowly(port, head, 'x', 100)).toBe('')
  expect(await slowly(port, head, 'x'.repeat(50), 20)).toContain('200 OK')
})

it('answers bodies that come in time', async () => {
  expect(await slowly(await listen(), 'POST / HTTP/1.1\r\ncontent-length: 3', 'x', 3)).toContain('200 OK')
})

it('ends an answer that nobody reads, and lets one that is read take its time', async () => {
  const film = Buffer.alloc(32 * 1024 * 1024)
  const port = await listen(() => {}, film)
  const ask = () => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
    )
    socket.on('error', () => {})
    sockets.push(socket)
    return socket
  }
  const [stalled, reading] = [ask().pause(), ask().pause()]
  let received = 0
  const read = setInterval(() => {
    received += reading.read()?.length ?? 0
  }, 4)
  await new Promise((resolve) => reading.once('end', resolve))
  clearInterval(read)
  expect(received).toBeGreaterThan(film.length)
  const open = () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))
  await expect.poll(open).toBe(0)
  expect(stalled.bytesRead).toBeLessThan(film.length)
})

it('closes what one address opens beyond its share, and takes it in again later', async () => {
  const port = await listen((each) => limitConnections(each, limits.connectionsPerAddress))
  const open = () =>
    new Promise<Socket>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket))
      socket.on('error', () => {})
      sockets.push(socket)
    })
  const held = [await open(), await open(), await open()]
  const refused = await open()
  await new Promise((resolve) => refused.once('close', resolve))
  held[0]?.destroy()
  await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.status).toBe(200)
})

it('waits at its end for an answer that is on its way, and for no connection on which nothing was asked', async () => {
  const port = await listen(endUnusedWithIdle)
  const [unused, asking] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')]
  sockets.push(unused, asking)
  let received = ''
  asking.on('data', (chunk) => {
    received += chunk
  })
  const ends = [unused, asking].map((socket) => new Promise((ended) => socket.once('close', ended)))
  asking.write('POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\nx')
  await new Promise((asked) => server.once('request', asked))
  const closed = new Promise((done) => server.close(done))
  await ends[0]
  asking.write('x')
  await Promise.all([...ends, closed])
  expect(received).toContain('done')
})
