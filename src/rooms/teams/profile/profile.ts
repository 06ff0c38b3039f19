// How a team shows itself, and what stands on its documents. A draft of requisites is kept as it is, with what is wrong in it named;
// documents ask `requisitesFor`, which gives nothing that is wrong.
import { type Db, notify, type Tx } from '#platform/db.ts'
import { bicOf, compact, isBic, isIban, isKbe } from '#platform/identifiers.ts'
import { Refusal } from '#platform/refusal.ts'
import { emailAddress } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { isBinOrIin } from '#rooms/legal/legal.ts'
import type { Requisites, requisiteFields, SaveProfile, SaveRequisites, TeamProfile } from './contract.ts'
import { findProfile, findRequisites, isTeamPicture, putProfile, putRequisites } from './store.ts'

/** Every process that keeps something of a team for visitors listens here and forgets it. */
export const profileChannel = 'team_profile'

export async function readProfile(db: Db, teamId: string): Promise<TeamProfile> {
  const row = await findProfile(db, teamId)
  if (!row) throw new Refusal('not_found', 'http.not_found')
  return {
    ...{ name: row.name, names: row.names ?? {}, about: row.about ?? {}, address: row.address ?? {} },
    ...{ logo: row.logo_attachment, phone: row.phone ?? '', email: row.email ?? '', website: row.website ?? '' },
    changedAt: row.changed_at?.toISOString() ?? null,
  }
}

interface By {
  personId: string
  teamId: string
}

export async function saveProfile(tx: Tx, by: By, profile: SaveProfile, at: Date): Promise<void> {
  if (profile.email) emailAddress(profile.email)
  if (profile.logo && !(await isTeamPicture(tx, by.teamId, profile.logo)))
    throw new Refusal('invalid', 'attachments.unknown')
  await putProfile(tx, by.teamId, profile, by.personId, at)
  const history = { teamId: by.teamId, personId: by.personId, targetId: by.teamId }
  await record(tx, { ...history, action: 'team.profile_changed', details: { name: profile.name }, at })
  await notify(tx, profileChannel, { teamId: by.teamId })
}

type RequisiteField = (typeof requisiteFields)[number]

/** What stands in the fields, as it is written on documents: without spaces, in capitals, without the branch of a BIC. */
export function tidyRequisites(given: SaveRequisites): SaveRequisites {
  return {
    ...given,
    binIin: compact(given.binIin),
    iban: compact(given.iban),
    bic: bicOf(given.bic),
    kbe: compact(given.kbe),
  }
}

/** Fields that are filled in and can't be right. An empty field is unfinished, not wrong. */
export function problemsIn({ binIin, iban, bic, kbe, documentEmail }: SaveRequisites): RequisiteField[] {
  const wrong: Record<RequisiteField, boolean> = {
    binIin: !isBinOrIin(binIin),
    iban: !isIban(iban),
    bic: !isBic(bic),
    kbe: !isKbe(kbe),
    documentEmail: !isAddress(documentEmail),
  }
  const written = { binIin, iban, bic, kbe, documentEmail }
  return (Object.keys(wrong) as RequisiteField[]).filter((field) => written[field] !== '' && wrong[field])
}

function isAddress(written: string): boolean {
  try {
    emailAddress(written)
    return true
  } catch {
    return false
  }
}

export async function saveRequisites(tx: Tx, by: By, given: SaveRequisites, at: Date): Promise<void> {
  await putRequisites(tx, by.teamId, tidyRequisites(given), by.personId, at)
  const history = { teamId: by.teamId, personId: by.personId, targetId: by.teamId }
  await record(tx, { ...history, action: 'team.requisites_changed', at })
}

const empty: SaveRequisites = {
  ...{ legalForm: 'too', legalName: '', binIin: '', legalAddress: '', iban: '', bankName: '', bic: '', kbe: '' },
  ...{ signatory: '', documentEmail: '', documentLanguage: 'kk' },
}

export async function readRequisites(db: Db, teamId: string): Promise<Requisites> {
  const row = await findRequisites(db, teamId)
  if (!row) return { ...empty, problems: [], changedAt: null }
  const kept: SaveRequisites = {
    ...{ legalName: row.legal_name, binIin: row.bin_iin, legalAddress: row.legal_address, iban: row.iban },
    ...{ bankName: row.bank_name, bic: row.bic, kbe: row.kbe, signatory: row.signatory },
    ...{ documentEmail: row.document_email, documentLanguage: row.document_language },
    legalForm: row.legal_form as SaveRequisites['legalForm'],
  }
  return { ...kept, problems: problemsIn(kept), changedAt: row.changed_at.toISOString() }
}

/** What a document may print; undefined while something that documents need is missing or wrong. */
export async function requisitesFor(db: Db, teamId: string): Promise<Requisites | undefined> {
  const found = await readRequisites(db, teamId)
  const isWhole = found.legalName !== '' && found.binIin !== '' && found.problems.length === 0
  return isWhole ? found : undefined
}
