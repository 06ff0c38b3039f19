// A packed answer must be indistinguishable, on the wire, from one that Node assembled.
import { createServer, IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isPlainGet, PackableResponse, pack } from './packed.ts'

const body = Buffer.from('bytes of a tile\r\n\r\nHTTP/1.1 200 OK\r\n')
const packed = pack({ 'content-type': 'image/jpeg', 'cache-control': 'public' }, body)
const server = createServer({ IncomingMessage, ServerResponse: PackableResponse }, (request, response) => {
  if (isPlainGet(request)) response.sendPacked(packed)
  else response.end('the long way')
})
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Sends raw text over one connection and returns everything that came back until the server had nothing more to say. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text))
    let received = ''
    socket.setTimeout(300, () => socket.destroy())
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })
}

it('is a correct answer with a date', async () => {
  const answer = await fetch(address())
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'public',
    'content-length': String(body.length),
  })
  const date = Date.parse(answer.headers.get('date') ?? '')
  expect(Math.abs(Date.now() - date)).toBeLessThan(5000)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(body)
})

it('keeps the connection for the next requests, also when they come at once', async () => {
  const one = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'
  const received = await raw(one + one + one)
  expect(received.split('bytes of a tile').length - 1).toBe(3)
  expect(received.split('content-type: image/jpeg').length - 1).toBe(3)
  expect(received.length).toBe(packed.answer.length * 3)
})

it.each([
  ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n'],
  ['a connection to be closed', 'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
  ['a question whether it changed', 'GET / HTTP/1.1\r\nhost: x\r\nif-none-match: "a"\r\n\r\n'],
  ['another method', 'HEAD / HTTP/1.1\r\nhost: x\r\n\r\n'],
])('leaves %s to the long way', async (_, text) => {
  expect(await raw(text)).not.toContain('bytes of a tile')
})
