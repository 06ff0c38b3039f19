import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CallError } from './call-error.ts'
import { callIn, idOf, isOurs } from './protocol.ts'

it('takes only its own messages, of its own version', () => {
  expect(isOurs({ panoqor: 1, call: 'hello' })).toBe(true)
  for (const other of [undefined, null, 'panoqor', 1, {}, { panoqor: 2 }, { panoqor: '1' }])
    expect(isOurs(other)).toBe(false)
})

it('reads calls with their arguments', () => {
  const view = { yawDegrees: 10, pitchDegrees: -5, fovDegrees: 80 }
  expect(callIn({ call: 'goTo', sceneId: 'hall', view })).toEqual({ call: 'goTo', sceneId: 'hall', view })
  expect(callIn({ call: 'turnTo', view: { yawDegrees: 10, roll: 4 } })).toEqual({
    call: 'turnTo',
    view: { yawDegrees: 10 },
    durationMs: undefined,
  })
  expect(callIn({ call: 'load', slug: 'flat-esil-2' })).toEqual({ call: 'load', slug: 'flat-esil-2' })
})

it('refuses what is missing, of another type or out of range', () => {
  for (const bad of [
    { call: 'goTo' },
    { call: 'goTo', sceneId: '' },
    { call: 'goTo', sceneId: 'hall', view: { yawDegrees: 1 } },
    { call: 'turnTo' },
    { call: 'turnTo', view: { pitchDegrees: 91 } },
    { call: 'turnTo', view: { yawDegrees: Number.NaN } },
    { call: 'setLanguage', language: 'de' },
    { call: 'load', slug: '../../desk' },
    { call: 'load', slug: 'a/b' },
  ])
    expect(() => callIn(bad), JSON.stringify(bad)).toThrow(new CallError('bad_arguments'))
  expect(() => callIn({ call: 'eval', code: '1' })).toThrow(new CallError('no_such_call'))
})

it('never fails in another way, whatever a stranger sends', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (fields, call) => {
      try {
        callIn({ ...fields, call })
      } catch (error) {
        expect(error).toBeInstanceOf(CallError)
      }
      expect(['undefined', 'string', 'number']).toContain(typeof idOf(fields))
    }),
  )
})
