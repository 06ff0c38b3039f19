// One question for however many refusals.
import { expect, it } from 'vitest'
import { proveFor, registerProver } from './proof.ts'

it('asks nobody for refusals that want no proof, or when nobody can ask', async () => {
  expect(await proveFor('accounts.prove_again')).toBe(false)
  const stop = registerProver(async () => true)
  expect(await proveFor('http.not_found')).toBe(false)
  stop()
  expect(await proveFor('accounts.prove_again')).toBe(false)
})

it('asks once for many, and anew the next time', async () => {
  const asked: string[] = []
  let answer: (proven: boolean) => void = () => undefined
  const stop = registerProver((missing) => {
    asked.push(missing)
    return new Promise((resolve) => {
      answer = resolve
    })
  })
  const both = Promise.all([proveFor('accounts.prove_again'), proveFor('accounts.prove_again')])
  answer(true)
  expect(await both).toEqual([true, true])
  const third = proveFor('accounts.second_factor_first')
  answer(false)
  expect(await third).toBe(false)
  expect(asked).toEqual(['proof', 'second-factor'])
  stop()
})
