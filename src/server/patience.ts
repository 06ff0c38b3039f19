// How long strangers may take. Node times only headers here, because uploads may last for hours; bodies are watched one by one, answers
// that nobody reads are ended, and no address may hold more than its share of connections.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface Patience {
  /** A body that is no upload must be here by then. */
  bodyMilliseconds: number
  /** An upload must bring at least this much in each period. */
  uploadPeriodMilliseconds: number
  uploadBytesPerPeriod: number
  /** An answer that waits to be read ends after two of these without a byte taken. A video that was paused comes back with a range. */
  answerMilliseconds: number
  /** Connections from one address. Behind a reverse proxy all visitors share its address, so there is no limit then. */
  connectionsPerAddress: number
}

export const patience: Patience = {
  bodyMilliseconds: 30_000,
  uploadPeriodMilliseconds: 30_000,
  uploadBytesPerPeriod: 30 * 1024,
  answerMilliseconds: 60_000,
  connectionsPerAddress: 512,
}

const isUpload = ({ method, url = '' }: IncomingMessage) => method === 'PATCH' && url.includes('/uploads/')

/** Call it for every request that may have a body. */
export function watchBody(request: IncomingMessage, limits: Patience): void {
  const { headers } = request
  if (headers['transfer-encoding'] === undefined && !(Number(headers['content-length'] ?? 0) > 0)) return
  const upload = isUpload(request)
  let before = request.socket.bytesRead
  const timer = setInterval(
    () => {
      if (request.complete) return clearInterval(timer)
      const came = request.socket.bytesRead - before
      before += came
      if (!upload || came < limits.uploadBytesPerPeriod) request.socket.destroy()
    },
    upload ? limits.uploadPeriodMilliseconds : limits.bodyMilliseconds,
  )
  timer.unref()
  request.once('close', () => clearInterval(timer))
}

/**
 * Ends an answer that nobody reads any more: it holds an open file, or a connection to the storage. Node's timer starts again whenever
 * something was taken; an answer that is still being thought about has nothing to take, and waits.
 */
export function watchAnswer(response: ServerResponse, { answerMilliseconds }: Patience): void {
  response.setTimeout(answerMilliseconds, () => {
    if (response.socket && response.socket.writableLength > 0) response.destroy()
  })
}

/** Further connections of an address that has its share are closed at once. */
export function limitConnections(server: Server, perAddress: number): void {
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
    if (count > perAddress) socket.destroy()
  })
}

/** When the server closes, nobody waits for a connection on which nothing was ever asked: browsers keep some ready, Node takes them for busy. */
export function endUnusedWithIdle(server: Server): void {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const endIdle = server.closeIdleConnections.bind(server)
  server.closeIdleConnections = () => {
    endIdle()
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  }
}
