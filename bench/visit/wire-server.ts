// Serves files from memory and counts every byte that leaves a socket, headers included. Text is sent in brotli, packed once at its
// best, for every viewer alike.
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { brotliCompressSync, constants } from 'node:zlib'

export interface WireFile {
  body: Buffer
  type: string
}

export interface WireServer {
  url: string
  /** Counting starts anew. */
  reset(): void
  bytes(): number
  requests(): string[]
  /** Resolves when nothing was asked for during this time. */
  quiet(restMs: number): Promise<void>
  close(): Promise<void>
}

export async function serveOnWire(files: ReadonlyMap<string, WireFile>): Promise<WireServer> {
  const packed = new Map([...files].map(([path, file]) => [path, pack(file)]))
  const sockets = new Set<Socket>()
  let asked: string[] = []
  let finished = 0
  let lastAt = Date.now()
  let closedBytes = 0
  let bytesBefore = 0
  const total = () => closedBytes + [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0)

  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    asked.push(path)
    lastAt = Date.now()
    response.on('close', () => {
      finished++
      lastAt = Date.now()
    })
    const file = packed.get(path)
    if (!file) return response.writeHead(404).end()
    const encoding = file.isText ? { 'content-encoding': 'br' } : {}
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'max-age=600', ...encoding }).end(file.body)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      closedBytes += socket.bytesWritten
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    reset() {
      asked = []
      finished = 0
      bytesBefore = total()
    },
    bytes: () => total() - bytesBefore,
    requests: () => asked,
    async quiet(restMs) {
      while (finished < asked.length || Date.now() - lastAt < restMs) await new Promise((wait) => setTimeout(wait, 50))
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function pack({ body, type }: WireFile): WireFile & { isText: boolean } {
  const isText = /^(text|application)\//.test(type)
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }
  return { type, isText, body: isText ? brotliCompressSync(body, best) : body }
}
