// The puzzle's sum in the browser against Node's own hash.
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { solvePuzzle } from './puzzle.ts'
import { firstBitsOf } from './sha256.ts'

const nodes = (text: string) => createHash('sha256').update(text).digest().readUInt32BE(0)

it('hashes as everybody does, at every length of one block', () => {
  for (let length = 0; length <= 55; length++) {
    const text = 'Panoqor 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHI!'.slice(0, length)
    expect(firstBitsOf(text)).toBe(nodes(text))
  }
  expect(() => firstBitsOf('x'.repeat(56))).toThrow()
})

it('finds answers that the server accepts', async () => {
  const shares: number[] = []
  const puzzle = { challenge: 'mb0o3d8h.AAAAAAAAAAAAAAAA.16.13', signature: 's', rounds: 16, bits: 8 }
  const { answers, signature } = await solvePuzzle(puzzle, (share) => shares.push(share))
  expect(signature).toBe('s')
  expect(answers.length).toBe(16)
  for (const [round, answer] of answers.entries())
    expect(nodes(`${puzzle.challenge}:${round}:${answer}`) >>> 24).toBe(0)
  expect(shares.at(-1)).toBe(1)
})
