// The demo's people: there at the first start, and at every later one as they are by then.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from '#test/support/world.ts'
import { openDemo } from './demo.ts'
import { demoOperator } from './demo-operator.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

it('starts again whoever of its people has changed their address, and leaves them so', async () => {
  const addresses = async () => (await openDemo(world.tools)).accounts.map(({ email }) => email)
  const before = await addresses()
  // Somebody must be at the desk: the operator alone comes anew.
  for (const email of before.filter((each) => each !== demoOperator.email)) {
    const moved = `moved-${email}`
    const is = { email: moved, email_canonical: moved }
    await world.db.updateTable('person').set(is).where('email', '=', email).execute()
    expect(await addresses(), `without ${email}`).not.toContain(email)
    await world.db.updateTable('person').set({ email, email_canonical: email }).where('email', '=', moved).execute()
  }
  expect(await addresses()).toEqual(before)
}, 120_000)
