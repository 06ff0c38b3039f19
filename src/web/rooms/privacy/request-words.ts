// The words of requests, outcomes and steps.
import type { WordKey } from '../../lib/words.tsx'
import type { DataRequest, Incident, RequestKind } from './privacy-api.ts'

export const kindWords: Record<RequestKind, WordKey> = {
  information: 'my_data.kind.information',
  access: 'my_data.kind.access',
  correction: 'my_data.kind.correction',
  blocking: 'my_data.kind.blocking',
  deletion: 'my_data.kind.deletion',
  in_a_tour: 'my_data.kind.in_a_tour',
}
export const requestKinds = Object.keys(kindWords) as RequestKind[]
export const isRequestKind = (value: string | null): value is RequestKind =>
  value !== null && Object.hasOwn(kindWords, value)

export type Outcome = NonNullable<DataRequest['outcome']>
export const outcomeWords: Record<Outcome, WordKey> = {
  done: 'my_data.outcome.done',
  partly: 'my_data.outcome.partly',
  refused: 'my_data.outcome.refused',
  withdrawn: 'my_data.outcome.withdrawn',
}
export const isOutcome = (value: string | null): value is Outcome =>
  value !== null && Object.hasOwn(outcomeWords, value)
export const outcomeWord = (outcome: string | null): WordKey =>
  isOutcome(outcome) ? outcomeWords[outcome] : 'my_data.outcome.open'

export const channelWords: Record<DataRequest['channel'], WordKey> = {
  account: 'my_data.channel.account',
  mail: 'my_data.channel.mail',
  letter: 'my_data.channel.letter',
  phone: 'my_data.channel.phone',
}

export type StepKind = Incident['steps'][number]['kind']
export const stepWords: Record<StepKind, WordKey> = {
  contained: 'my_data.step.contained',
  authority_told: 'my_data.step.authority_told',
  people_told: 'my_data.step.people_told',
  note: 'my_data.step.note',
  closed: 'my_data.step.closed',
}
export const isStepKind = (value: string | null): value is StepKind => value !== null && Object.hasOwn(stepWords, value)
