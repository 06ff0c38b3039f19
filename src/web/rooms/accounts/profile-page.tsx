// A person's name and language.
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, keys, type Me } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { LanguageSegments } from '../../ui/preferences.tsx'
import { showToast } from '../../ui/toasts.tsx'
import classes from './account.module.css'
import { Problem } from './problem.tsx'

export function ProfilePage() {
  const { t } = useWords()
  usePageTitle(t('account.profile'))
  const { data: me } = useQuery({ queryKey: keys.me, queryFn: api.me })
  return (
    <>
      <h1>{t('account.profile')}</h1>
      <p className={classes.intro}>{t('account.profile.lead')}</p>
      {me && <NameCard key={me.id} me={me} />}
      <LanguageCard />
    </>
  )
}

function NameCard({ me }: { me: Me }) {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const [name, setName] = useState(me.name)
  const [isEmpty, setEmpty] = useState(false)
  const save = useMutation({
    mutationFn: api.changeMe,
    onSuccess: (changed) => {
      queryClient.setQueryData(keys.me, changed)
      showToast(t('account.saved'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(name.trim() === '')
    if (name.trim()) save.mutate({ name: name.trim() })
  }
  return (
    <section className={classes.card} aria-labelledby="profile-name">
      <h2 id="profile-name" className="visually-hidden">
        {t('web.person_name')}
      </h2>
      <form className={classes.fields} onSubmit={submit} noValidate>
        <TextInput
          label={t('web.person_name')}
          description={t('account.name.hint')}
          autoComplete="name"
          maxLength={120}
          value={name}
          error={isEmpty && t('web.form.name_empty')}
          onChange={(event) => {
            setName(event.currentTarget.value)
            setEmpty(false)
          }}
        />
        <Problem error={save.error} />
        <div className={classes.ways}>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={name.trim() === me.name}>
            {t('account.save')}
          </Button>
        </div>
      </form>
    </section>
  )
}

function LanguageCard() {
  const { t, setLanguage } = useWords()
  const queryClient = useQueryClient()
  const change = (language: 'kk' | 'ru' | 'en') => {
    setLanguage(language)
    api.changeMe({ language }).then(
      (me) => queryClient.setQueryData(keys.me, me),
      () => undefined,
    )
  }
  return (
    <section className={classes.card} aria-labelledby="profile-language">
      <h2 id="profile-language">{t('web.language')}</h2>
      <p className={classes.text}>{t('account.language.hint')}</p>
      <div className={classes.fields}>
        <LanguageSegments onChange={change} />
      </div>
    </section>
  )
}
