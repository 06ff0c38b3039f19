// Entry of the imaging process: does one order at a time and reports through its pipe. It holds no secret, serves nobody, and
// ends with its parent, so that a file that breaks a decoder breaks nothing else.
import { outageOf } from '#platform/outage.ts'
import { ImagingRefusal } from '../refusal.ts'
import { isCutShort } from './header.ts'
import type { ChildLimits, Reply, Request } from './messages.ts'
import type { RenderPool } from './render-pool.ts'

const limits: ChildLimits = JSON.parse(process.argv[2] ?? '{}')
let pool: RenderPool | undefined

async function answer(request: Request): Promise<Reply> {
  // Loaded when needed: a process that only inspects stays small.
  if (request.kind === 'inspect') {
    const { examine } = await import('./inspect.ts')
    const { inspection } = await examine(request.path, request.fileName, limits)
    return { kind: 'inspected', inspection }
  }
  const [{ tilePanorama }, { RenderPool }] = await Promise.all([import('./tile-job.ts'), import('./render-pool.ts')])
  pool ??= new RenderPool(limits.threads)
  try {
    const onEvent = (event: Extract<Reply, { kind: 'event' }>['event']) => send({ kind: 'event', event })
    return { kind: 'tiled', panorama: await tilePanorama({ ...request, limits, pool, onEvent }) }
  } finally {
    await pool.rest()
  }
}

function send(reply: Reply): void {
  // Nobody listens any more when the server was killed: end quietly.
  process.send?.(reply, (error: Error | null) => error && process.exit(0))
}

async function report(error: unknown, request: Request): Promise<Reply> {
  if (!(error instanceof ImagingRefusal)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { kind: 'failed', message, outage: outageOf(error) }
  }
  // PNG and WebP decoders say only that something is wrong.
  const path =
    request.kind === 'inspect' ? request.path : request.input.kind === 'file' ? request.input.path : undefined
  const cut = error.code === 'damaged' && path !== undefined && (await isCutShort(path))
  const details =
    error.code === 'out_of_memory' ? { memoryMegabytes: limits.memoryMegabytes, ...error.details } : error.details
  return { kind: 'refused', code: cut ? 'truncated' : error.code, details }
}

process.on('disconnect', () => process.exit(0))
process.on('message', (request: Request) => {
  void answer(request)
    .catch((error: unknown) => report(error, request))
    .then(send)
})
