import { expect, it } from 'vitest'
import { Dwell, dwellMs } from './dwell.ts'

/** Looks at a target for so long, in frames of 11 ms; returns what was chosen. */
function looks(dwell: Dwell<string>, target: string | undefined, from: number, forMs: number): string[] {
  const chosen: string[] = []
  for (let now = from; now < from + forMs; now += 11) {
    const found = dwell.look(target, now)
    if (found) chosen.push(found)
  }
  return chosen
}

it('chooses what is looked at long enough, once', () => {
  const dwell = new Dwell<string>()
  expect(looks(dwell, 'door', 0, dwellMs - 50)).toEqual([])
  expect(dwell.share).toBeGreaterThan(0.9)
  expect(looks(dwell, 'door', dwellMs - 50, 3 * dwellMs)).toEqual(['door'])
  expect(dwell.share).toBe(0)
})

it('chooses again after one has looked away', () => {
  const dwell = new Dwell<string>()
  looks(dwell, 'door', 0, dwellMs + 100)
  looks(dwell, undefined, 1300, 500)
  expect(looks(dwell, 'door', 1800, dwellMs + 100)).toEqual(['door'])
})

it('goes on after a tremble, and begins anew after a look aside or at something else', () => {
  const trembling = new Dwell<string>()
  looks(trembling, 'door', 0, 600)
  looks(trembling, undefined, 600, 100)
  expect(looks(trembling, 'door', 700, 700)).toEqual(['door'])
  const aside = new Dwell<string>()
  looks(aside, 'door', 0, 600)
  looks(aside, undefined, 600, 300)
  expect(looks(aside, 'door', 900, 700)).toEqual([])
  const other = new Dwell<string>()
  looks(other, 'door', 0, 1000)
  expect(looks(other, 'window', 1000, 700)).toEqual([])
})

it('does not count a moment in which no frame came', () => {
  const dwell = new Dwell<string>()
  looks(dwell, 'door', 0, 100)
  expect(dwell.look('door', 5000)).toBeUndefined()
})
