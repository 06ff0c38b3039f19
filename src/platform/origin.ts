// Where a write comes from, told to the database for the length of one transaction: the history takes it from there, so that no verb
// has to hand it on. An address is never kept whole.
import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { type Secret, shortenedAddress } from './secret.ts'

export interface Origin {
  ip: string
  /** Who of the operator's staff acts on behalf of the person that the entry names. */
  staffId?: string
  /** With which key a program acts on behalf of that person. */
  key?: { id: string; name: string }
}

/** Its names are those of the defaults in migrations/0010. */
export async function setOrigin(tx: Tx, secret: Secret, { ip, staffId = '', key }: Origin): Promise<void> {
  await sql`select set_config('panoqor.network', ${secret.networkName(ip)}, true),
    set_config('panoqor.shortened_address', ${shortenedAddress(ip)}, true),
    set_config('panoqor.staff_id', ${staffId}, true),
    set_config('panoqor.key', ${keyText(key)}, true)`.execute(tx)
}

/** For writes that a program's request began and that no route's transaction carries out: the last bytes of an upload. */
export async function setKey(tx: Tx, key: Origin['key']): Promise<void> {
  if (key) await sql`select set_config('panoqor.key', ${keyText(key)}, true)`.execute(tx)
}

const keyText = (key: Origin['key']) => (key ? JSON.stringify({ keyId: key.id, keyName: key.name }) : '')
