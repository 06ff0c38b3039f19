// What an incident asks of the operator: texts for the authority and for the people, and the list of those whom it concerns.
import { Button, Drawer, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type Language, languages } from '#tour/text.ts'
import { useWords } from '../../lib/words.tsx'
import { CopyIcon, PersonIcon, TextIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { DateField } from '../desk/list-parts.tsx'
import own from './privacy.module.css'
import { type AffectedQuery, type Incident, privacyApi, privacyKeys } from './privacy-api.ts'

const deskRoute = getRouteApi('/desk')
const languageNames: Record<Language, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

export function TellingButtons({ incident }: { incident: Incident }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const [open, setOpen] = useState<'letters' | 'affected'>()
  const close = () => setOpen(undefined)
  return (
    <div className={own.ways}>
      <Button leftSection={<TextIcon size={18} />} onClick={() => setOpen('letters')}>
        {t('my_data.letter.open')}
      </Button>
      {me.operator !== 'auditor' && (
        <Button leftSection={<PersonIcon size={18} />} onClick={() => setOpen('affected')}>
          {t('my_data.affected.title')}
        </Button>
      )}
      <Drawer
        opened={open !== undefined}
        onClose={close}
        size={640}
        closeButtonProps={{ 'aria-label': t('web.close') }}
        title={t(open === 'affected' ? 'my_data.affected.title' : 'my_data.letter.title')}
      >
        {open === 'letters' && <Letters incidentId={incident.id} />}
        {open === 'affected' && <AffectedPeople incident={incident} />}
      </Drawer>
    </div>
  )
}

function Letters({ incidentId }: { incidentId: string }) {
  const { t, language: here } = useWords()
  const [to, setTo] = useState<'authority' | 'people'>('authority')
  const [language, setLanguage] = useState<Language>(here)
  const query = useQuery({
    queryKey: [...privacyKeys.incidents, 'letters', incidentId],
    queryFn: () => privacyApi.letters(incidentId),
  })
  if (query.isError) return <ErrorPlace error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <div className={desk.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
  const letter = query.data[to][language]
  const copy = async () => {
    await navigator.clipboard.writeText(`${letter.subject}\n\n${letter.body}`)
    showToast(t('my_data.letter.copied'), { tone: 'ok' })
  }
  return (
    <div className={own.sheet}>
      <p className={desk.quiet}>{t('my_data.letter.about')}</p>
      <div className={own.pair}>
        <SegmentedControl
          aria-label={t('my_data.letter.to')}
          value={to}
          onChange={(value) => setTo(value === 'people' ? 'people' : 'authority')}
          data={[
            { value: 'authority', label: t('my_data.letter.to.authority') },
            { value: 'people', label: t('my_data.letter.to.people') },
          ]}
        />
        <SegmentedControl
          aria-label={t('web.language')}
          value={language}
          onChange={(value) => setLanguage(languages.find((each) => each === value) ?? here)}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </div>
      <Textarea label={t('my_data.letter.subject')} readOnly autosize lang={language} value={letter.subject} />
      <Textarea label={t('my_data.letter.body')} readOnly autosize minRows={12} lang={language} value={letter.body} />
      <div className={own.ways}>
        <Button variant="filled" leftSection={<CopyIcon size={18} />} onClick={() => void copy()}>
          {t('my_data.letter.copy')}
        </Button>
      </div>
    </div>
  )
}

const scopes = ['everyone', 'team', 'tour'] as const

function AffectedPeople({ incident }: { incident: Incident }) {
  const { t } = useWords()
  const [wish, setWish] = useState<AffectedQuery>({ scope: 'team', of: '', from: '', to: '' })
  const change = (part: Partial<AffectedQuery>) => setWish((before) => ({ ...before, ...part }))
  const find = useMutation({ mutationFn: (query: AffectedQuery) => privacyApi.affected(incident.id, query) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    find.mutate(wish)
  }
  return (
    <div className={own.sheet}>
      <p className={desk.quiet}>{t('my_data.affected.about')}</p>
      <form className={own.form} onSubmit={submit} noValidate>
        <NativeSelect
          label={t('my_data.affected.scope')}
          value={wish.scope}
          data={scopes.map((value) => ({ value, label: t(`my_data.affected.scope.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            change({ scope: scopes.find((each) => each === value) ?? wish.scope })
          }
        />
        {wish.scope !== 'everyone' && (
          <TextInput
            label={t('my_data.affected.of')}
            maxLength={300}
            value={wish.of}
            onChange={(event) => change({ of: event.currentTarget.value })}
          />
        )}
        <div className={own.pair}>
          <DateField
            label={t('my_data.affected.from')}
            value={wish.from ?? ''}
            onPick={(from) => change({ from: from || undefined })}
          />
          <DateField
            label={t('my_data.affected.to')}
            value={wish.to ?? ''}
            onPick={(to) => change({ to: to || undefined })}
          />
        </div>
        <Problem error={find.error} />
        <div className={own.ways}>
          <Button type="submit" variant="filled" loading={find.isPending}>
            {t('my_data.affected.find')}
          </Button>
        </div>
      </form>
      {find.data && !find.error && (
        <Found incident={incident} query={find.variables ?? wish} count={find.data.count} people={find.data.first} />
      )}
    </div>
  )
}

interface FoundProps {
  incident: Incident
  query: AffectedQuery
  count: number
  people: Awaited<ReturnType<typeof privacyApi.affected>>['first']
}

function Found({ incident, query, count, people }: FoundProps) {
  const { t, day } = useWords()
  const save = useMutation({ mutationFn: () => privacyApi.exportAffected(incident, query) })
  return (
    <section className={own.sheet} aria-live="polite">
      <div className={own.cardHead}>
        <h3>{t('my_data.affected.count', { count })}</h3>
        {count > 0 && (
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('my_data.affected.csv')}
          </Button>
        )}
      </div>
      <Problem error={save.error} />
      <ul className={desk.rows}>
        {people.map((person) => (
          <li key={`${person.email}${person.phone}${person.since}`} className={desk.row}>
            <span className={desk.rowMain}>
              <span className={desk.name}>{person.name || person.email || person.phone}</span>
              <span className={desk.sub}>
                {[person.email, person.phone, ...person.roles.map((role) => t(`my_data.affected.role.${role}`))]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className={desk.sub}>{day(person.since)}</span>
          </li>
        ))}
      </ul>
      {count > people.length && <p className={desk.quiet}>{t('my_data.affected.first', { count: people.length })}</p>}
    </section>
  )
}
