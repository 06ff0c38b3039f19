// The installation's secret: what is sealed stays sealed, networks keep their names, signatures fit one purpose.
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSecret, openSecret, shortenedAddress } from './secret.ts'

const secret = createSecret(Buffer.from('one secret of at least thirty-two characters'))
const other = createSecret(Buffer.from('another secret of at least thirty-two characters'))

it('opens what it sealed, and nothing that was changed or sealed by another', () => {
  const sealed = secret.seal('құпия')
  expect(secret.open(sealed)).toBe('құпия')
  expect(secret.seal('құпия')).not.toBe(sealed)
  expect(() => other.open(sealed)).toThrow()
  const bytes = Buffer.from(sealed, 'base64url')
  for (const at of [0, 14, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => secret.open(changed.toString('base64url'))).toThrow()
  }
})

it('names a network, not an address, and differently under each secret', () => {
  expect(secret.networkName('203.0.113.7')).toBe(secret.networkName('203.0.113.250'))
  expect(secret.networkName('203.0.113.7')).not.toBe(secret.networkName('203.0.114.7'))
  expect(secret.networkName('203.0.113.7')).not.toBe(other.networkName('203.0.113.7'))
})

describe('shortened addresses', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:aaaa:bbbb::1', '2001:db8:aaaa::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
  ])('%s is kept as %s', (ip, kept) => expect(shortenedAddress(ip)).toBe(kept))
})

it('signs for one purpose', () => {
  const signature = secret.sign('unsubscribe', 'a')
  expect(secret.isSigned('unsubscribe', 'a', signature)).toBe(true)
  expect(secret.isSigned('unsubscribe', 'b', signature)).toBe(false)
  expect(secret.isSigned('download', 'a', signature)).toBe(false)
  expect(other.isSigned('unsubscribe', 'a', signature)).toBe(false)
})

it('keeps its key in a file that only its user reads, and finds it again', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'panoqor-secret-'))
  try {
    const first = await openSecret({ secretKey: undefined, dataFolder })
    const second = await openSecret({ secretKey: undefined, dataFolder })
    expect(second.open(first.seal('a'))).toBe('a')
    expect((await stat(join(dataFolder, 'secret.key'))).mode & 0o777).toBe(0o600)
  } finally {
    await rm(dataFolder, { recursive: true })
  }
})
