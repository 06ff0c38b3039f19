// The typed facts of a property as fields: for the tour itself, and for any form that holds such facts.
import { NativeSelect } from '@mantine/core'
import type { PropertyFacts } from '#tour/property-facts.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { NumberField } from '../space/number-field.tsx'
import { tengeOf, tiynOf, withFact } from './fact-edits.ts'
import classes from './facts.module.css'

type Kind = NonNullable<PropertyFacts['kind']>
type Deal = NonNullable<PropertyFacts['deal']>

const kinds: readonly { value: Kind; name: WordKey }[] = [
  { value: 'flat', name: 'viewer.property_flat' },
  { value: 'house', name: 'viewer.property_house' },
  { value: 'townhouse', name: 'viewer.property_townhouse' },
  { value: 'office', name: 'viewer.property_office' },
  { value: 'retail', name: 'viewer.property_retail' },
  { value: 'warehouse', name: 'viewer.property_warehouse' },
  { value: 'land', name: 'viewer.property_land' },
  { value: 'parking', name: 'viewer.property_parking' },
]
const deals: readonly { value: Deal; name: WordKey }[] = [
  { value: 'sale', name: 'viewer.deal_sale' },
  { value: 'rent', name: 'viewer.deal_rent' },
  { value: 'daily_rent', name: 'viewer.deal_daily_rent' },
]
const priceWords: Record<Deal, WordKey> = {
  sale: 'viewer.fact_price',
  rent: 'viewer.fact_rent_per_month',
  daily_rent: 'viewer.fact_rent_per_day',
}

interface NumberFact {
  key: Exclude<keyof PropertyFacts, 'kind' | 'deal' | 'priceTiyn' | 'address' | 'note'>
  name: WordKey
  unit?: 'm2' | 'm'
  digits?: number
  min: number
  max: number
}

const areas = { unit: 'm2', digits: 2, min: 0.01, max: 10_000_000 } as const
const numberFacts: NumberFact[] = [
  { key: 'roomCount', name: 'viewer.fact_rooms', min: 0, max: 1000 },
  { key: 'areaSquareMetres', name: 'viewer.fact_area', ...areas },
  { key: 'livingAreaSquareMetres', name: 'viewer.fact_living_area', ...areas },
  { key: 'kitchenAreaSquareMetres', name: 'viewer.fact_kitchen_area', ...areas },
  { key: 'landAreaSquareMetres', name: 'viewer.fact_land_area', ...areas },
  { key: 'ceilingMetres', name: 'viewer.fact_ceiling', unit: 'm', digits: 2, min: 0.01, max: 100 },
  { key: 'storey', name: 'viewer.fact_storey', min: -20, max: 500 },
  { key: 'storeyCount', name: 'viewer.fact_storeys', min: 1, max: 500 },
  { key: 'builtYear', name: 'viewer.fact_built', min: 1000, max: 3000 },
]

interface FactsFieldsProps {
  facts: PropertyFacts
  /** `group`: changes of one field are one step of undo. */
  onChange: (change: (facts: PropertyFacts) => PropertyFacts, group: string) => void
}

export function FactsFields({ facts, onChange }: FactsFieldsProps) {
  const { t, language } = useWords()
  const { editor, writing } = useWorkplace()
  const set = <Key extends keyof PropertyFacts>(key: Key, value: PropertyFacts[Key]) =>
    onChange((now) => withFact(now, key, value), `facts.${key}`)
  const options = (list: readonly { value: string; name: WordKey }[]) =>
    list.map(({ value, name }) => ({ value, label: t(name) }))
  const units = { m2: language === 'en' ? 'm²' : 'м²', m: language === 'en' ? 'm' : 'м' }
  return (
    <div className={classes.facts}>
      <div className={classes.fields}>
        <NativeSelect
          label={t('viewer.fact_kind')}
          value={facts.kind ?? ''}
          disabled={!editor.canEdit}
          onChange={({ currentTarget }) => set('kind', kinds.find(({ value }) => value === currentTarget.value)?.value)}
          data={[{ value: '', label: t('web.facts.not_told') }, ...options(kinds)]}
        />
        <NativeSelect
          label={t('viewer.fact_deal')}
          value={facts.deal ?? ''}
          disabled={!editor.canEdit}
          onChange={({ currentTarget }) => set('deal', deals.find(({ value }) => value === currentTarget.value)?.value)}
          data={[{ value: '', label: t('web.facts.not_told') }, ...options(deals)]}
        />
        <NumberField
          label={t(priceWords[facts.deal ?? 'sale'])}
          unit="₸"
          value={tengeOf(facts.priceTiyn)}
          min={0}
          max={90_000_000_000_000}
          step={1000}
          mayBeEmpty
          onChange={(tenge) => set('priceTiyn', tiynOf(tenge))}
        />
        {numberFacts.map(({ key, name, unit, digits = 0, min, max }) => (
          <NumberField
            key={key}
            label={t(name)}
            unit={unit && units[unit]}
            value={facts[key]}
            isPlain={key === 'builtYear'}
            digits={digits}
            step={1}
            min={min}
            max={max}
            mayBeEmpty
            onChange={(value) => set(key, value === undefined || digits > 0 ? value : Math.round(value))}
          />
        ))}
      </div>
      <WritingTabs texts={[facts.address, facts.note]} />
      <TextField
        label={t('viewer.fact_address')}
        value={facts.address?.[writing] ?? ''}
        onChange={(value) => set('address', withText(facts.address, writing, value))}
      />
      <TextField
        label={t('viewer.fact_note')}
        multiline
        rows={4}
        value={facts.note?.[writing] ?? ''}
        onChange={(value) => set('note', withText(facts.note, writing, value))}
      />
    </div>
  )
}
