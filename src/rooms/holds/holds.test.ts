import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openWorld, type World } from '#test/support/world.ts'
import { type EffectiveLevel, HoldKind, HoldLevel } from './contract.ts'
import { activeHolds, type HoldSubject, liftHold, type NewHold, placeHold, publicVerdict, worstLevel } from './holds.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const start = new Date('2026-03-01T00:00:00Z')
const minutes = (count: number) => new Date(start.getTime() + count * 60_000)
const newSubject = (): HoldSubject => ({ kind: 'team', id: newId() })

function place(subject: HoldSubject, more: Partial<NewHold> = {}): Promise<string> {
  const usual = { kind: 'terms', level: 'limited', reason: 'spam', statement: {}, placedBy: null, at: start } as const
  return world.write((tx) => placeHold(tx, { subject, ...usual, ...more }))
}
const lift = (holdId: string, at = start) =>
  world.write((tx) => liftHold(tx, { holdId, liftedBy: null, note: 'settled', at }))
const worst = (subject: HoldSubject, at = start) => worstLevel(world.db, [subject], at)

it('lets the worst active hold count, and lifts one without lifting another', async () => {
  const subject = newSubject()
  const billing = await place(subject, { kind: 'billing', level: 'read_only', reason: 'payment_unmet' })
  const terms = await place(subject, { level: 'blocked' })
  expect(await worst(subject)).toBe('blocked')
  await lift(terms)
  expect(await worst(subject)).toBe('read_only')
  await lift(terms)
  expect(await worst(subject)).toBe('read_only')
  await lift(billing)
  expect(await worst(subject)).toBe('none')
})

it('asks a date when it is read: before its beginning and after its end a hold does not count', async () => {
  const subject = newSubject()
  await place(subject, { beginsAt: minutes(10), until: minutes(20) })
  expect(await worst(subject, minutes(9))).toBe('none')
  expect(await worst(subject, minutes(10))).toBe('limited')
  expect(await worst(subject, minutes(20))).toBe('none')
  expect(await activeHolds(world.db, subject, minutes(15))).toHaveLength(1)
})

it('refuses a hold that would end before it begins', async () => {
  const wanted = place(newSubject(), { until: minutes(-1) })
  await expect(wanted).rejects.toMatchObject({ kind: 'invalid', code: 'holds.ends_before_it_begins' })
})

const levels: EffectiveLevel[] = ['none', ...HoldLevel.options]
type Step =
  | { do: 'place'; kind: (typeof HoldKind.options)[number]; level: HoldLevel; endsAfter: number | null }
  | { do: 'lift'; which: number }
  | { do: 'wait'; minutes: number }
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('place' as const),
    kind: fc.constantFrom(...HoldKind.options),
    level: fc.constantFrom(...HoldLevel.options),
    endsAfter: fc.option(fc.integer({ min: 1, max: 60 })),
  }),
  fc.record({ do: fc.constant('lift' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 30 }) }),
)

it('adds up to the worst of those that stand, whatever is placed, lifted and run out in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (steps) => {
      const subject = newSubject()
      const model: { id: string; level: HoldLevel; until: Date | null; lifted: boolean }[] = []
      let now = start
      for (const step of steps) {
        if (step.do === 'wait') now = new Date(now.getTime() + step.minutes * 60_000)
        if (step.do === 'place') {
          const until = step.endsAfter === null ? null : new Date(now.getTime() + step.endsAfter * 60_000)
          const id = await place(subject, { kind: step.kind, level: step.level, until, at: now })
          model.push({ id, level: step.level, until, lifted: false })
        }
        const lifted = step.do === 'lift' ? model[step.which % Math.max(1, model.length)] : undefined
        if (lifted) {
          await lift(lifted.id, now)
          lifted.lifted = true
        }
        const standing = model.filter((hold) => !hold.lifted && (hold.until === null || hold.until > now))
        const expected = Math.max(0, ...standing.map(({ level }) => levels.indexOf(level)))
        expect(await worst(subject, now)).toBe(levels[expected])
        expect(new Set((await activeHolds(world.db, subject, now)).map(({ id }) => id))).toEqual(
          new Set(standing.map(({ id }) => id)),
        )
      }
    }),
    { numRuns: 60 },
  )
})

it('tells the public apart what the law wants, what broke the rules and what only rests', async () => {
  const subject = newSubject()
  const why = async () => (await publicVerdict(world.db, [subject], start)).why
  await place(subject, { kind: 'law', level: 'limited' })
  expect(await why()).toBeUndefined()
  await place(subject, { kind: 'billing', level: 'read_only' })
  expect(await why()).toBe('resting')
  await place(subject, { kind: 'terms', level: 'blocked' })
  expect(await why()).toBe('withheld')
  const law = await place(subject, { kind: 'law', level: 'read_only' })
  expect(await why()).toBe('law')
  await lift(law)
  expect(await why()).toBe('withheld')
})

it('says until when its answer to the public may be kept', async () => {
  const subject = newSubject()
  await place(subject, { level: 'blocked', beginsAt: minutes(30), until: minutes(90) })
  expect(await publicVerdict(world.db, [subject], start)).toEqual({ why: undefined, changesAt: minutes(30) })
  expect(await publicVerdict(world.db, [subject], minutes(30))).toEqual({ why: 'withheld', changesAt: minutes(90) })
})

it('writes down who placed and who lifted', async () => {
  const { teamId, personId } = await world.newMember()
  const subject: HoldSubject = { kind: 'team', id: teamId }
  const holdId = await place(subject, { placedBy: personId })
  await world.write((tx) => liftHold(tx, { holdId, liftedBy: personId, note: 'a mistake', at: minutes(1) }))
  expect((await world.history(teamId)).slice(-2)).toEqual(['hold.placed', 'hold.lifted'])
})
