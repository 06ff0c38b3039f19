// The leads room's door: what a visitor leaves in a tour reaches the team that shows it. Never sends anything to anybody else.
import type { Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { emailAddress } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import type { ShownTour } from '#rooms/publishing/publishing.ts'
import type { Member } from '#rooms/teams/teams.ts'
import type { NewLead } from './contract.ts'
import { deleteAnswer, insertAnswer, insertLead, leadExists } from './store.ts'

const phoneNumber = /^\+?[\d\s().-]{5,40}$/

/** A message needs a way back to who wrote it. */
export function checkReachable({ phone, email }: Pick<NewLead, 'phone' | 'email'>): void {
  if (!phone && !email) throw new Refusal('invalid', 'leads.unreachable')
  if (phone && !phoneNumber.test(phone)) throw new Refusal('invalid', 'leads.phone_invalid')
  if (email) emailAddress(email)
}

/** Keeps what a visitor wrote and tells the team's open pages. */
export async function leaveLead(tx: Tx, tour: ShownTour, lead: NewLead, at: Date): Promise<string> {
  if (tour.manifest.contact?.takesMessages !== true) throw new Refusal('forbidden', 'leads.not_taken')
  const id = newId(at)
  const { teamId, tourId } = tour
  await insertLead(tx, { ...lead, id, teamId, tourId, at })
  await record(tx, { teamId, personId: null, action: 'lead.received', targetId: id, details: { tourId }, at })
  await notifyTeam(tx, teamId, { name: 'lead', leadId: id })
  return id
}

export async function answerLead(tx: Tx, by: Member, leadId: string, at: Date): Promise<void> {
  await mustExist(tx, by, leadId)
  if (!(await insertAnswer(tx, by.teamId, leadId, by.personId, at))) return
  await tell(tx, by, leadId, 'lead.answered', at)
}

export async function reopenLead(tx: Tx, by: Member, leadId: string, at: Date): Promise<void> {
  await mustExist(tx, by, leadId)
  if (!(await deleteAnswer(tx, by.teamId, leadId))) return
  await tell(tx, by, leadId, 'lead.reopened', at)
}

async function mustExist(tx: Tx, { teamId }: Member, leadId: string): Promise<void> {
  if (!(await leadExists(tx, teamId, leadId))) throw new Refusal('not_found', 'http.not_found')
}

async function tell(tx: Tx, { teamId, personId }: Member, leadId: string, action: string, at: Date): Promise<void> {
  await record(tx, { teamId, personId, action, targetId: leadId, at })
  await notifyTeam(tx, teamId, { name: 'lead', leadId })
}
