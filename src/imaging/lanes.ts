// Two lanes for tiling: heavy work must not hold up everybody else's single photo. Small work overtakes in a second process, but
// only while heavy work runs or waits, and only when both fit into the memory together. It never starts two heavy ones.

import { readHeader } from './child/header.ts'
import { roughMegabytes } from './child/memory-plan.ts'
import type { Request } from './child/messages.ts'
import type { ChildHost, OrderOptions } from './child-host.ts'
import type { PanoramaInput } from './contract.ts'

/** Work below this takes a few seconds at most. */
const heavyMegabytes = 600

export interface LaneOptions {
  memoryMegabytes: number
  /** What counts as heavy. */
  heavyMegabytes?: number | undefined
}

export interface Lanes {
  run(request: Extract<Request, { kind: 'tile' }>, options: OrderOptions): ReturnType<ChildHost['run']>
}

/** Share of the memory that the second process may use. */
export const besideShare = 1 / 5

export function createLanes(main: ChildHost, beside: ChildHost, options: LaneOptions): Lanes {
  const besideMegabytes = options.memoryMegabytes * besideShare
  const heavyFrom = options.heavyMegabytes ?? heavyMegabytes
  /** Estimates of the heavy work in the main lane. */
  const heavy = new Set<{ megabytes: number }>()

  function mayOvertake(megabytes: number): boolean {
    if (heavy.size === 0 || megabytes >= heavyFrom || megabytes > besideMegabytes) return false
    return Math.max(...[...heavy].map((work) => work.megabytes)) + besideMegabytes <= options.memoryMegabytes
  }

  return {
    async run(request, order) {
      const megabytes = await estimate(request.input)
      order.signal?.throwIfAborted()
      if (mayOvertake(megabytes)) return beside.run(request, order)
      const work = { megabytes }
      if (megabytes >= heavyFrom) heavy.add(work)
      return main.run(request, order).finally(() => heavy.delete(work))
    },
  }
}

/** From the first bytes only. What can't be read is refused at once and may wait with the others. */
async function estimate(input: PanoramaInput): Promise<number> {
  const header = await readHeader(input.kind === 'file' ? input.path : input.paths.f).catch(() => undefined)
  return header ? roughMegabytes(header, input.kind === 'faces' ? 6 : 1) : 0
}
