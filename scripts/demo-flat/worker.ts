// One thread of the crew: takes rows until none are left.
import { parentPort } from 'node:worker_threads'
import type { Task } from './crew.ts'
import { Painter } from './panorama.ts'
import { cameraOf } from './plan.ts'
import { flatWorld } from './scene/flat.ts'

const port = parentPort
if (!port) throw new Error('worker.ts runs only inside the crew')
const world = flatWorld()
let painter: Painter | undefined
let painted = ''

port.on('message', ({ cameraId, cache, canvas, pass, exposure, counter, rows }: Task) => {
  if (!painter || painted !== cameraId) painter = new Painter(world, cache, cameraOf(cameraId), canvas)
  painted = cameraId
  for (;;) {
    const y = Atomics.add(counter, 0, 1)
    if (y >= rows) break
    if (pass === 'gather') painter.gatherRow(y)
    else if (pass === 'first') painter.firstRow(y, exposure)
    else painter.finishRow(y, exposure)
  }
  port.postMessage('done')
})
