// The end of an account: what goes, what stays, which teams would be left alone; and a fresh proof of identity, which http.ts asks for.
import { Button, Checkbox } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import classes from '../accounts/account.module.css'
import { Problem } from '../accounts/problem.tsx'
import own from './privacy.module.css'
import { type MyData, privacyApi, privacyKeys } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

type Team = MyData['onlyOwnerOf'][number]

export function DeleteAccountCard({ onlyOwnerOf }: { onlyOwnerOf: Team[] }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes.card} aria-labelledby="delete-account">
      <div className={classes.cardHead}>
        <h2 id="delete-account">{t('my_data.delete.title')}</h2>
        {!isOpen && (
          <Button variant="danger" onClick={() => setOpen(true)}>
            {t('my_data.delete.open')}
          </Button>
        )}
      </div>
      <p className={classes.text}>{t('my_data.delete.about')}</p>
      {isOpen && <DeleteForm teams={onlyOwnerOf} onClose={() => setOpen(false)} />}
    </section>
  )
}

function DeleteForm({ teams, onClose }: { teams: Team[]; onClose: () => void }) {
  const { t } = useWords()
  const [along, setAlong] = useState<string[]>([])
  const [isSure, setSure] = useState(false)
  const remove = usePrivacyChange(privacyKeys.myData, () => privacyApi.deleteAccount(along), {
    said: 'my_data.deletion.scheduled',
    onDone: onClose,
  })
  const isReady = isSure && teams.every(({ id }) => along.includes(id))
  const [isAsked, setAsked] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setAsked(!isReady)
    if (isReady) return remove.mutate()
    event.currentTarget.querySelector<HTMLInputElement>('input:not(:checked)')?.focus()
  }
  return (
    <form className={own.ending} onSubmit={submit} noValidate>
      <ul className={own.consequences}>
        <li>{t('my_data.delete.goes')}</li>
        <li>{t('my_data.delete.work_stays')}</li>
        <li>{t('my_data.delete.kept')}</li>
        <li>{t('my_data.delete.undo')}</li>
      </ul>
      {teams.length > 0 && <p className={classes.text}>{t('my_data.delete.only_owner')}</p>}
      {teams.map(({ id, name, members }) => (
        <Checkbox
          key={id}
          className={own.check}
          label={t('my_data.delete.team_along', { name })}
          description={t('my_data.delete.members', { count: members })}
          checked={along.includes(id)}
          error={isAsked && !along.includes(id)}
          onChange={({ currentTarget: { checked } }) =>
            setAlong((before) => (checked ? [...before, id] : before.filter((each) => each !== id)))
          }
        />
      ))}
      <Checkbox
        className={own.check}
        label={t('my_data.delete.sure')}
        checked={isSure}
        error={isAsked && !isSure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
      {isAsked && !isReady && (
        <p className={own.missing} role="alert">
          {t('my_data.delete.tick_all')}
        </p>
      )}
      <Problem error={remove.error} />
      <div className={classes.ways}>
        <Button type="submit" variant="danger" loading={remove.isPending}>
          {t('my_data.delete.now')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('web.cancel')}
        </Button>
      </div>
    </form>
  )
}
