// The facts of a property as rows of a name and a value, in one language: for the viewer and for the text of the page. Pure.
import { textIn } from './fallback.ts'
import { areaIn, lengthIn, moneyIn } from './numbers.ts'
import type { PropertyFacts } from './property-facts.ts'
import type { Language } from './text.ts'

export interface FactRow {
  /** Of the field, for those who lay rows out by what they say. */
  id: keyof PropertyFacts
  name: string
  value: string
}

/** Text of a key of src/words. */
export type Say = (key: string, values?: Record<string, string | number>) => string

const kinds: Record<NonNullable<PropertyFacts['kind']>, string> = {
  flat: 'viewer.property_flat',
  house: 'viewer.property_house',
  townhouse: 'viewer.property_townhouse',
  office: 'viewer.property_office',
  retail: 'viewer.property_retail',
  warehouse: 'viewer.property_warehouse',
  land: 'viewer.property_land',
  parking: 'viewer.property_parking',
}

const deals: Record<NonNullable<PropertyFacts['deal']>, string> = {
  sale: 'viewer.deal_sale',
  rent: 'viewer.deal_rent',
  daily_rent: 'viewer.deal_daily_rent',
}

const prices: Record<NonNullable<PropertyFacts['deal']>, string> = {
  sale: 'viewer.fact_price',
  rent: 'viewer.fact_rent_per_month',
  daily_rent: 'viewer.fact_rent_per_day',
}

/** What is known, the most asked for first. */
export function factsInWords(facts: PropertyFacts, language: Language, say: Say): FactRow[] {
  const { kind, deal, priceTiyn, storey, storeyCount } = facts
  const area = (squareMetres: number | undefined) => squareMetres && areaIn(language, squareMetres)
  const number = (value: number | undefined) => value?.toString()
  const storeys =
    storey !== undefined && storeyCount !== undefined
      ? say('viewer.storey_of', { storey, count: storeyCount })
      : number(storey)
  const price = priceTiyn === undefined ? undefined : moneyIn(language, priceTiyn)
  const rows: [id: keyof PropertyFacts, key: string, value: string | number | undefined][] = [
    ['priceTiyn', prices[deal ?? 'sale'], price],
    // The name of the price tells the deal already.
    ['deal', 'viewer.fact_deal', deal && (!price || deal === 'sale') ? say(deals[deal]) : undefined],
    ['kind', 'viewer.fact_kind', kind && say(kinds[kind])],
    ['roomCount', 'viewer.fact_rooms', number(facts.roomCount)],
    ['areaSquareMetres', 'viewer.fact_area', area(facts.areaSquareMetres)],
    ['livingAreaSquareMetres', 'viewer.fact_living_area', area(facts.livingAreaSquareMetres)],
    ['kitchenAreaSquareMetres', 'viewer.fact_kitchen_area', area(facts.kitchenAreaSquareMetres)],
    ['landAreaSquareMetres', 'viewer.fact_land_area', area(facts.landAreaSquareMetres)],
    ['storey', 'viewer.fact_storey', storeys],
    ['storeyCount', 'viewer.fact_storeys', storey === undefined ? number(storeyCount) : undefined],
    ['ceilingMetres', 'viewer.fact_ceiling', facts.ceilingMetres && lengthIn(language, facts.ceilingMetres)],
    ['builtYear', 'viewer.fact_built', number(facts.builtYear)],
    ['address', 'viewer.fact_address', textIn(facts.address, language)],
    ['note', 'viewer.fact_note', textIn(facts.note, language)],
  ]
  return rows.flatMap(([id, key, value]) => (value ? [{ id, name: say(key), value: String(value) }] : []))
}
