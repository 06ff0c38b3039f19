// The facts of a property as a list of definitions: on the card of a hotspot, and for the whole tour.
import { factsInWords } from '#tour/facts-in-words.ts'
import type { PropertyFacts } from '#tour/property-facts.ts'
import { make } from './ui/dom.ts'
import type { Words } from './words.ts'

/** Nothing where nothing is known. */
export function factsList(facts: PropertyFacts, words: Words): HTMLDListElement | undefined {
  const rows = factsInWords(facts, words.language, (key, values) => words.say(key, values))
  if (rows.length === 0) return undefined
  const groups = rows.map(({ id, name, value }) =>
    make('div', { 'data-fact': id }, make('dt', {}, name), make('dd', {}, value)),
  )
  return make('dl', { class: 'pv-facts' }, ...groups)
}
