// The door of the workshop for attachments: a file in, files for browsers out. Every file gets a process of its own, without
// secrets, with limits of time and memory, so that one that breaks its reader breaks nothing else.
import { startChild } from '#platform/kept-child.ts'
import { imagingEnvironment, residentBytes } from '../child-host.ts'
import { ImagingCrash } from '../refusal.ts'
import type { DerivedAttachment, DeriveOrder, DeriveReply } from './contract.ts'
import { AttachmentRefusal } from './refusal.ts'

export interface Deriving {
  /** Throws AttachmentRefusal, ImagingCrash (worth a retry) or the signal's reason. */
  derive(order: DeriveOrder, signal?: AbortSignal): Promise<DerivedAttachment>
}

export interface DerivingOptions {
  timeoutSeconds?: number
  memoryMegabytes?: number
}

const entry = new URL('./child/child.ts', import.meta.url)
const memoryCheckMilliseconds = 100

/** Splats are the heaviest: four millions with all their colours. */
const defaults = { timeoutSeconds: 1200, memoryMegabytes: 3072 }

export function createDeriving(options: DerivingOptions = {}): Deriving {
  const limits = { ...defaults, ...options }
  return {
    async derive(order, signal) {
      signal?.throwIfAborted()
      const reply = await converse(order, limits, signal)
      if (reply.kind === 'derived') return reply.attachment
      if (reply.kind === 'refused') throw new AttachmentRefusal(reply.code, reply.details)
      throw new ImagingCrash(reply.message, reply.outage)
    },
  }
}

/** Ends only after the process has ended: nothing may write any more when the caller cleans up. */
async function converse(
  order: DeriveOrder,
  { timeoutSeconds, memoryMegabytes }: Required<DerivingOptions>,
  signal: AbortSignal | undefined,
): Promise<DeriveReply> {
  const execArgv = ['--max-old-space-size=1024']
  const child = startChild({ entry, execArgv, environment: imagingEnvironment(1) })
  const { promise: ended, resolve: end } = Promise.withResolvers<string>()
  let reply: DeriveReply | undefined
  let stopped: { reason: unknown } | undefined
  const stop = (reason: unknown) => {
    stopped ??= { reason }
    child.kill('SIGKILL')
  }
  const onAbort = () => stop(signal?.reason)
  child.on('message', (message: DeriveReply) => {
    reply = message
    child.kill('SIGKILL')
  })
  child.once('exit', (code, cause) => end(String(cause ?? code)))
  child.once('error', (error) => end(error.message))
  signal?.addEventListener('abort', onAbort, { once: true })
  const tooLong = new AttachmentRefusal('took_too_long', { seconds: timeoutSeconds })
  const timer = setTimeout(() => stop(tooLong), timeoutSeconds * 1000)
  const watch = setInterval(() => {
    void residentBytes(child.pid).then((bytes) => {
      if (bytes > memoryMegabytes * 1024 * 1024) stop(new AttachmentRefusal('out_of_memory', { memoryMegabytes }))
    })
  }, memoryCheckMilliseconds)
  try {
    child.send(order, (error) => error && stop(new ImagingCrash(error.message)))
    const cause = await ended
    if (reply) return reply
    if (stopped) throw stopped.reason
    throw new ImagingCrash(`The process for attachments ended (${cause})`)
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    signal?.removeEventListener('abort', onAbort)
  }
}
