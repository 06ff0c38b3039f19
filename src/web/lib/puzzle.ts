// The sum a browser does before it may ask for a mail (rooms/accounts/puzzles.ts): in slices of a few milliseconds, so that the page
// stays as quick as it was.
import type { Puzzle, SolvedPuzzle } from '#rooms/accounts/registration/contract.ts'
import { firstBitsOf } from './sha256.ts'

const sliceMilliseconds = 12
const triesPerLook = 200

/** `onProgress` hears a share from 0 to 1. */
export async function solvePuzzle(
  { challenge, signature, rounds, bits }: Puzzle,
  onProgress: (share: number) => void = () => undefined,
): Promise<SolvedPuzzle> {
  const answers: number[] = []
  let answer = 0
  while (answers.length < rounds) {
    const until = performance.now() + sliceMilliseconds
    while (answers.length < rounds && performance.now() < until) {
      const found = search(`${challenge}:${answers.length}:`, bits, answer)
      if (found === undefined) answer += triesPerLook
      else {
        answers.push(found)
        answer = 0
      }
    }
    onProgress(answers.length / rounds)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { challenge, signature, answers }
}

function search(prefix: string, bits: number, from: number): number | undefined {
  for (let answer = from; answer < from + triesPerLook; answer++)
    if (firstBitsOf(prefix + answer) >>> (32 - bits) === 0) return answer
  return undefined
}
