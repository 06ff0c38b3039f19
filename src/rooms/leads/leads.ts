// The leads room's door: what a visitor leaves in a tour reaches the team that shows it. Tells nobody else.
import type { Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { emailAddress } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import type { ShownTour } from '#rooms/publishing/publishing.ts'
import { can, findTeam, listColleagues, type Member } from '#rooms/teams/teams.ts'
import { textIn } from '#tour/fallback.ts'
import type { Language } from '#tour/text.ts'
import type { NewLead } from './contract.ts'
import { deleteAnswer, insertAnswer, insertLead, leadExists } from './store.ts'

const phoneNumber = /^\+?[\d\s().-]{5,40}$/

/** A message needs a way back to who wrote it. */
export function checkReachable({ phone, email }: Pick<NewLead, 'phone' | 'email'>): void {
  if (!phone && !email) throw new Refusal('invalid', 'leads.unreachable')
  if (phone && !phoneNumber.test(phone)) throw new Refusal('invalid', 'leads.phone_invalid')
  if (email) emailAddress(email)
}

export interface LeadPlace {
  tour: ShownTour
  /** Leads of this tour in this hour, with this one. */
  soManyThisHour: number
}

/** More than this in an hour are told of once: a mailbox is no place to be flooded. */
const toldOneByOne = 20

/** Keeps what a visitor wrote and tells the team's open pages. */
export async function leaveLead(tx: Tx, tools: Tools, where: LeadPlace, lead: NewLead, at: Date): Promise<string> {
  const { tour, soManyThisHour } = where
  if (tour.manifest.contact?.takesMessages !== true) throw new Refusal('forbidden', 'leads.not_taken')
  const id = newId(at)
  const { teamId, tourId } = tour
  await insertLead(tx, { ...lead, id, teamId, tourId, at })
  await record(tx, { teamId, personId: null, action: 'lead.received', targetId: id, details: { tourId }, at })
  await notifyTeam(tx, teamId, { name: 'lead', leadId: id })
  const hour = at.toISOString().slice(0, 13)
  const key = soManyThisHour > toldOneByOne ? `leads ${tourId} ${hour}` : `lead ${id}`
  await tellThoseWhoAnswer(tx, tools, tour, { name: lead.name, key })
  return id
}

/** What the visitor wrote and how to reach them stays in the studio: mails lie in mailboxes for years. */
async function tellThoseWhoAnswer(
  tx: Tx,
  tools: Tools,
  { teamId, manifest }: ShownTour,
  lead: { name: string; key: string },
): Promise<void> {
  const team = await findTeam(tx, teamId)
  const values = (language: Language) => ({
    ...{ name: lead.name, tour: textIn(manifest.title, language), team: team?.name ?? '' },
  })
  const answerers = (await listColleagues(tx, teamId)).filter(({ role }) => can(role, 'leads.answer'))
  for (const { id: personId } of answerers)
    await notifyPerson(tx, tools, {
      ...{ personId, teamId, kind: 'lead_received', values, path: `/studio/${teamId}/leads`, key: lead.key },
    })
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
