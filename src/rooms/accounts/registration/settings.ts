// How strangers become people of this installation: a setting of the operator, kept as rows of which the newest counts.
import { domainToASCII } from 'node:url'
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import type { RegistrationSetting } from '../contract.ts'

export async function findRegistrationSetting(db: Db): Promise<RegistrationSetting> {
  const row = await db
    .selectFrom('registration_setting')
    .select(['mode', 'denied_domains'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { mode: row?.mode ?? 'open', deniedDomains: row?.denied_domains ?? [] }
}

export async function setRegistration(tx: Tx, staffId: string, wanted: RegistrationSetting, at: Date): Promise<void> {
  const deniedDomains = [...new Set(wanted.deniedDomains.map(domainInAscii))].sort()
  const former = await findRegistrationSetting(tx)
  if (former.mode === wanted.mode && former.deniedDomains.join() === deniedDomains.join()) return
  await tx
    .insertInto('registration_setting')
    .values({ mode: wanted.mode, denied_domains: deniedDomains, set_by: staffId, set_at: at })
    .execute()
  await record(tx, {
    teamId: null,
    personId: staffId,
    action: 'registration.set',
    details: { mode: wanted.mode, deniedDomains: deniedDomains.length },
    at,
  })
}

const host = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/

function domainInAscii(written: string): string {
  const ascii = domainToASCII(written.normalize('NFKC').trim().toLowerCase().replace(/^@/, ''))
  if (!host.test(ascii)) throw new Refusal('invalid', 'accounts.domain_invalid', { domain: written })
  return ascii
}
