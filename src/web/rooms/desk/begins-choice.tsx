// When a restriction begins: after the notice that the Terms promise, on a later day, or at once with a reason that the person reads.
import { NativeSelect, Textarea } from '@mantine/core'
import { noticeDays } from '#rooms/holds/contract.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { DateField } from './list-parts.tsx'

export type Begins = 'announced' | 'day' | 'at_once'

export interface Beginning {
  begins: Begins
  /** A day of the calendar, where one was chosen. */
  day: string
  because: string
}

/** What has not been chosen yet: announced, or at once where that may be. */
export const usualBeginning = (isFree: boolean): Beginning => ({
  begins: isFree ? 'at_once' : 'announced',
  ...{ day: '', because: '' },
})

/** For the server. Without either it decides by the same rule. */
export const asTimes = ({ begins, day, because }: Beginning) => ({
  ...(begins === 'day' && day && { beginsAt: new Date(`${day}T00:00`).toISOString() }),
  ...(begins === 'announced' && { beginsAt: undefined }),
  atOnceBecause: begins === 'at_once' ? because.trim() : '',
})

interface Props {
  value: Beginning
  /** It may begin at once without a further reason. */
  isFree: boolean
  choices: readonly Begins[]
  problem: string | undefined
  onChange: (value: Beginning) => void
}

export function BeginsChoice({ value, isFree, choices, problem, onChange }: Props) {
  const { t } = useWords()
  const days = { days: noticeDays }
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label={t('desk.begins')}
          value={value.begins}
          data={choices.map((each) => ({ value: each, label: t(`desk.begins.${each}`, days) }))}
          onChange={(event) =>
            onChange({ ...value, begins: choices.find((each) => each === event.currentTarget.value) ?? value.begins })
          }
        />
        {value.begins === 'day' && (
          <DateField label={t('desk.begins.day')} value={value.day} onPick={(day) => onChange({ ...value, day })} />
        )}
      </div>
      {value.begins === 'at_once' && !isFree && (
        <Textarea
          label={t('desk.begins.because')}
          description={t('desk.begins.because_hint', days)}
          autosize
          minRows={2}
          maxLength={1000}
          value={value.because}
          error={problem}
          onChange={(event) => onChange({ ...value, because: event.currentTarget.value })}
        />
      )}
    </>
  )
}
