// A database remembers which secret it belongs to; with another the server says so instead of starting.
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { sealCodesAnew } from '#rooms/accounts/accounts.ts'
import { spendRecoveryCode } from '#rooms/accounts/credentials/recovery-codes.ts'
import { explain } from '#server/explain.ts'
import { openWorld, type World } from '#test/support/world.ts'
import { createSecret, openSecret, type Secret } from './secret.ts'
import { checkSecret } from './secret-check.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.db.deleteFrom('secret_check').execute())

const first = 'the first secret of at least thirty-two characters'
const second = 'the second secret of at least thirty-two characters'
const dataFolder = '/nowhere'
const open = (secretKey: string, previousSecretKey?: string) => openSecret({ secretKey, previousSecretKey, dataFolder })
const start = async (secretKey: string, previousSecretKey?: string) =>
  checkSecret(world.db, await open(secretKey, previousSecretKey), { previousSecretKey }, new Date())

it('starts as often as wanted with its own secret, also twice at once for the first time', async () => {
  expect(await Promise.all([start(first), start(first)])).toEqual([false, false])
  expect(await start(first)).toBe(false)
})

it('ends the start with a sentence that says what to do where the secret is another', async () => {
  await start(first)
  for (const former of [undefined, 'neither this one nor that one']) {
    const fault = await start(second, former).catch((error: unknown) => error)
    expect(explain(fault)).toMatch(/SECRET_KEY_PREVIOUS/)
    expect(explain(fault)).not.toContain(second)
  }
  expect(await start(first)).toBe(false)
})

it('takes another secret on when the former one is given, and needs it no more after that', async () => {
  await start(first)
  expect(await start(second, first)).toBe(true)
  expect(await start(second)).toBe(false)
  await expect(start(first)).rejects.toThrow(/another secret/)
})

it('takes another secret on where the former one is lost', async () => {
  await start(first)
  expect(await start(second, 'lost')).toBe(true)
  expect(await start(second)).toBe(false)
})

it('reads with the former secret what it sealed and signed, and makes nothing new with it', async () => {
  const [old, changed, only] = [await open(first), await open(second, first), await open(second)]
  expect(changed.open(old.seal('құпия'))).toBe('құпия')
  expect(changed.isSigned('unsubscribe', 'a', old.sign('unsubscribe', 'a'))).toBe(true)
  expect(only.isSigned('unsubscribe', 'a', changed.sign('unsubscribe', 'a'))).toBe(true)
  expect(only.open(changed.seal('b'))).toBe('b')
  expect(() => only.open(old.seal('b'))).toThrow()
})

it('knows the content of a key file as a former secret', async () => {
  const key = Buffer.alloc(32, 7)
  const changed = await open(second, key.toString('base64url'))
  expect(changed.open(createSecret(key).seal('a'))).toBe('a')
})

it('seals one-time codes anew, so that they count without the former secret; recovery codes count while it is given', async () => {
  const member = await world.newMember()
  const { secret } = (await member.post('/api/me/one-time-codes')).body
  const totp = new TOTP({ secret })
  const { codes } = (await member.put('/api/me/one-time-codes', { code: totp.generate() })).body
  const before = world.tools.secret
  const testSecret = Buffer.from('the secret of an installation that is only a test')
  const [changed, only] = [createSecret(Buffer.from(second), [testSecret]), createSecret(Buffer.from(second))]
  const spend = (secret: Secret, code: string) =>
    spendRecoveryCode(world.db, { ...world.tools, secret }, member.personId, code, new Date())
  expect([await spend(only, codes[0]), await spend(changed, codes[0])]).toEqual([false, true])
  const prove = () => member.post('/api/me/proofs', { code: totp.generate({ timestamp: Date.now() + 30_000 }) })
  try {
    world.tools.secret = only
    expect((await prove()).body.code).toBe('accounts.codes_unreadable')
    await sealCodesAnew(world.db, { secret: changed })
    expect((await prove()).status).toBeLessThan(300)
  } finally {
    world.tools.secret = before
  }
})
