// The days off that deadlines are counted by.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { TrashIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { useFullDay } from '../legal/full-day.ts'
import { nameOfDay } from './day-names.ts'
import own from './privacy.module.css'
import { type CalendarDay, privacyApi, privacyKeys } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

export function CalendarPart() {
  const { t } = useWords()
  const days = useQuery({ queryKey: privacyKeys.calendar, queryFn: privacyApi.calendar })
  return (
    <>
      <p className={desk.quiet}>{t('my_data.calendar.about')}</p>
      <DayForm />
      {days.isError && !days.data && <ErrorPlace error={days.error} onRetry={() => void days.refetch()} />}
      <table className={desk.table}>
        <thead>
          <tr>
            <th scope="col">{t('my_data.calendar.day')}</th>
            <th scope="col">{t('my_data.calendar.name')}</th>
            <th scope="col">{t('desk.state')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('my_data.calendar.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {days.data?.map((day) => (
            <DayRow key={day.day} day={day} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function DayRow({ day }: { day: CalendarDay }) {
  const { t } = useWords()
  const fullDay = useFullDay()
  // Noon: the same day wherever the reader is.
  const written = fullDay(`${day.day}T12:00`)
  const remove = usePrivacyChange(privacyKeys.calendar, () => privacyApi.removeDay(day.day))
  return (
    <tr>
      <td className={desk.when}>{written}</td>
      <td>{nameOfDay(t, day.name)}</td>
      <td>{t(day.isWorking ? 'my_data.calendar.worked' : 'my_data.calendar.off')}</td>
      <td>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<TrashIcon size={16} />}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
          aria-label={`${t('my_data.calendar.remove')}: ${written}`}
        >
          {t('my_data.calendar.remove')}
        </Button>
      </td>
    </tr>
  )
}

function DayForm() {
  const { t } = useWords()
  const [day, setDay] = useState('')
  const [name, setName] = useState('')
  const [isWorking, setWorking] = useState(false)
  const put = usePrivacyChange(privacyKeys.calendar, privacyApi.putDay, {
    onDone: () => {
      setDay('')
      setName('')
      setWorking(false)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (day && name.trim()) put.mutate({ day, name: name.trim(), isWorking })
  }
  return (
    <form className={own.searchLine} onSubmit={submit}>
      <TextInput
        label={t('my_data.calendar.day')}
        type="date"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <TextInput
        label={t('my_data.calendar.name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('my_data.calendar.worked')}
        checked={isWorking}
        onChange={(event) => setWorking(event.currentTarget.checked)}
      />
      <Button type="submit" loading={put.isPending} disabled={!day || name.trim() === ''}>
        {t('my_data.calendar.add')}
      </Button>
      <Problem error={put.error} />
    </form>
  )
}
