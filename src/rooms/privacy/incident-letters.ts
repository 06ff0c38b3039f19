// Texts to begin with when an incident is told to the authority and to the people concerned: filled with what the register and the
// operator's identity know. What nobody wrote down yet stands in brackets, so that it can't be overlooked.
import type { Db } from '#platform/db.ts'
import { word } from '#platform/words.ts'
import { operatorIdentity } from '#rooms/legal/legal.ts'
import type { Language } from '#tour/text.ts'
import type { Incident, IncidentLetters } from './contract.ts'
import { findIncident } from './incidents.ts'

export async function incidentLetters(db: Db, incidentId: string, now: Date): Promise<IncidentLetters> {
  const incident = await findIncident(db, incidentId)
  const identity = await operatorIdentity(db)
  const write = (to: 'authority' | 'people', language: Language) => {
    const gap = (about: 'operator' | 'affected' | 'measures') => word(language, `my_data.letter.gap.${about}`)
    const values = {
      ...{ number: incident.number, title: incident.title, description: incident.description },
      affected: incident.affected || gap('affected'),
      measures: measuresOf(incident) || gap('measures'),
      ...{ contact: incident.contact, detected: momentIn(incident.detectedAt, language) },
      today: momentIn(now.toISOString(), language, 'day'),
      operator: identity?.names[language] || gap('operator'),
      ...{ binIin: identity?.binIin || '[…]', address: identity?.addresses[language] || '[…]' },
      ...{ email: identity?.email || '[…]', phone: identity?.phone || '[…]' },
    }
    return {
      subject: word(language, `my_data.letter.${to}.subject`, values),
      body: word(language, `my_data.letter.${to}.body`, values),
    }
  }
  const inAll = (to: 'authority' | 'people') => ({
    kk: write(to, 'kk'),
    ru: write(to, 'ru'),
    en: write(to, 'en'),
  })
  return { authority: inAll('authority'), people: inAll('people') }
}

const measuresOf = ({ steps }: Incident): string =>
  steps
    .filter(({ kind }) => kind === 'contained' || kind === 'note')
    .map(({ note }) => `– ${note}`)
    .join('\n')

function momentIn(at: string, language: Language, what: 'day' | 'minute' = 'minute'): string {
  const time = what === 'minute' ? ({ timeStyle: 'short' } as const) : {}
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', ...time, timeZone: 'Asia/Almaty' }).format(new Date(at))
}
