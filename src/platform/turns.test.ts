import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

const never = new AbortController().signal

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { wait: () => promise, open: resolve }
}

it('lets so many through at once, the others in the order in which they came', async () => {
  const turns = createTurns(2)
  const order: string[] = []
  const gates = [gate(), gate(), gate(), gate()]
  const all = gates.map((each, index) =>
    turns.take(never, async () => {
      order.push(`${index} in`)
      await each.wait()
    }),
  )
  await expect.poll(() => order).toEqual(['0 in', '1 in'])
  gates[1]?.open()
  await expect.poll(() => order).toEqual(['0 in', '1 in', '2 in'])
  for (const each of gates) each.open()
  await Promise.all(all)
  expect(order.at(-1)).toBe('3 in')
})

it('goes on after a failure, and lets the impatient leave', async () => {
  const turns = createTurns(1)
  const first = gate()
  const running = turns.take(never, () => first.wait())
  const leaving = new AbortController()
  const impatient = turns.take(leaving.signal, async () => 'never')
  const failing = turns.take(never, async () => {
    throw new Error('failed')
  })
  const last = turns.take(never, async () => 'last')
  leaving.abort(new Error('gone'))
  first.open()
  await running
  await expect(impatient).rejects.toThrow('gone')
  await expect(failing).rejects.toThrow('failed')
  expect(await last).toBe('last')
})
