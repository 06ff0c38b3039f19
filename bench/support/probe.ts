// Asks for one address at a fixed rate from a thread of its own and keeps the time of every answer. Run as a worker thread.
import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const { url, perSecond } = workerData as { url: string; perSecond: number }
const agent = new Agent({ keepAlive: true, maxSockets: 16 })
let milliseconds: number[] = []
let errors = 0

function ask(): void {
  const begin = performance.now()
  const failed = () => {
    errors++
  }
  const request = get(url, { agent }, (answer) => {
    answer.resume()
    answer.once('end', () => {
      if (answer.statusCode === 200) milliseconds.push(performance.now() - begin)
      else failed()
    })
  })
  request.once('error', failed)
  request.setTimeout(10_000, () => request.destroy(new Error('no answer')))
}

const timer = setInterval(ask, 1000 / perSecond)

parentPort?.on('message', (message: 'take' | 'stop') => {
  parentPort?.postMessage({ milliseconds, errors })
  milliseconds = []
  errors = 0
  if (message === 'stop') {
    clearInterval(timer)
    agent.destroy()
    parentPort?.close()
  }
})
