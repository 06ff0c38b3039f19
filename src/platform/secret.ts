// The installation's secret and the three things that are done with it: names for networks that can't be turned back into addresses,
// sealed values (second factors) that a stolen database doesn't reveal, and signatures for links. The secret never leaves this file.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, open, readFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import type { Config } from './config.ts'

export interface Secret {
  /** The same network always has the same name; without the secret nobody can try out which one it is. */
  networkName(ip: string): string
  seal(text: string): string
  /** Throws when the sealed text was changed or belongs to another secret. */
  open(sealed: string): string
  /** A signature over a purpose and a text: one made for another purpose never fits. */
  sign(purpose: string, text: string): string
  isSigned(purpose: string, text: string, signature: string): boolean
  /** The signatures that count: of the secret, and of the one before while that is given too. */
  signatures(purpose: string, text: string): string[]
  /** With which secret something was sealed; undefined: with none that is known. */
  sealedBy(sealed: string): 'current' | 'previous' | undefined
}

/** Given instead of the former secret where nobody has it any more. */
export const lostSecret = 'lost'

const secretBytes = 32

/** SECRET_KEY, or a key file in the data folder that is made at the first start. */
export async function openSecret(
  config: Pick<Config, 'secretKey' | 'dataFolder'> & Partial<Pick<Config, 'previousSecretKey'>>,
): Promise<Secret> {
  const { secretKey, previousSecretKey = lostSecret, dataFolder } = config
  const current = secretKey ? Buffer.from(secretKey) : await keyFile(join(dataFolder, 'secret.key'))
  return createSecret(current, previousSecretKey === lostSecret ? [] : formsOf(previousSecretKey))
}

/** The former secret was a setting, or the content of a key file. */
const formsOf = (written: string): Buffer[] => [Buffer.from(written), Buffer.from(written, 'base64url')]

/** What was sealed or signed with the former ones still counts; whatever is new is made with the first. */
export function createSecret(current: Uint8Array, previous: readonly Uint8Array[] = []): Secret {
  const own = withKeysOf(current)
  const former = previous.map(withKeysOf)
  const all = [own, ...former]
  const sealer = (sealed: string) => all.find(({ opens }) => opens(sealed))
  return {
    networkName: own.networkName,
    seal: own.seal,
    open: (sealed) => (sealer(sealed) ?? own).open(sealed),
    sign: own.sign,
    isSigned: (purpose, text, given) => all.some(({ sign }) => isEqual(sign(purpose, text), given)),
    signatures: (purpose, text) => all.map(({ sign }) => sign(purpose, text)),
    sealedBy: (sealed) => (own.opens(sealed) ? 'current' : sealer(sealed) && 'previous'),
  }
}

function isEqual(one: string, other: string): boolean {
  const [right, given] = [Buffer.from(one), Buffer.from(other)]
  return right.length === given.length && timingSafeEqual(right, given)
}

function withKeysOf(secret: Uint8Array) {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `panoqor ${purpose}`, secretBytes))
  const keys = { network: derived('network'), seal: derived('seal'), sign: derived('sign') }
  const signature = (purpose: string, text: string) =>
    createHmac('sha256', keys.sign).update(`${purpose.length}:${purpose}${text}`).digest('base64url')
  const open = (sealed: string): string => {
    const bytes = Buffer.from(sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', keys.seal, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  }
  return {
    networkName: (ip: string) =>
      createHmac('sha256', keys.network).update(shortenedAddress(ip)).digest('base64url').slice(0, 22),
    seal(text: string) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open,
    opens(sealed: string): boolean {
      try {
        open(sealed)
        return true
      } catch {
        return false
      }
    },
    sign: signature,
  }
}

/** The network an address belongs to, as far as it may be kept: /24 of IPv4, /48 of IPv6. */
export function shortenedAddress(ip: string): string {
  const address = ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice(7) : ip
  if (!isIPv6(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const parts = [...before, ...zeros, ...after].slice(0, 3).map((part) => Number.parseInt(part, 16).toString(16))
  return `${parts.join(':')}::/48`
}

/** Made once, readable by this user alone; whoever comes second reads what the first wrote. */
async function keyFile(path: string): Promise<Buffer> {
  const fresh = randomBytes(secretBytes)
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(fresh.toString('base64url'))
      await file.sync()
    } finally {
      await file.close()
    }
    return fresh
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  await chmod(path, 0o600)
  return Buffer.from(await readFile(path, 'utf8'), 'base64url')
}
