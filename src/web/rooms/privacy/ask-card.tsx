// A request to the operator about one's own data, and what came of earlier ones.
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import classes from '../accounts/account.module.css'
import { FormEnd } from '../accounts/form-end.tsx'
import { type MyData, privacyApi, privacyKeys, type RequestKind } from './privacy-api.ts'
import { isRequestKind, kindWords, outcomeWord, requestKinds } from './request-words.ts'
import { usePrivacyChange } from './use-privacy.ts'

export function AskCard({ requests }: { requests: MyData['requests'] }) {
  const { t, day } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={classes.card} aria-labelledby="ask-operator">
      <div className={classes.cardHead}>
        <h2 id="ask-operator">{t('my_data.ask.title')}</h2>
        {!isOpen && <Button onClick={() => setOpen(true)}>{t('my_data.ask.write')}</Button>}
      </div>
      <p className={classes.text}>{t('my_data.ask.about')}</p>
      {isOpen && <AskForm onClose={() => setOpen(false)} />}
      {requests.length > 0 && (
        <ul className={classes.rows} aria-label={t('my_data.ask.mine')}>
          {requests.map((request) => (
            <li key={request.number} className={classes.row}>
              <div className={classes.rowText}>
                <div className={classes.rowName}>
                  № {request.number} · {isRequestKind(request.kind) && t(kindWords[request.kind])}
                </div>
                <div className={classes.rowFacts}>
                  {day(request.receivedAt)} · {t('my_data.ask.until', { date: day(request.dueAt) })}
                </div>
                {request.answer && <p>{request.answer}</p>}
              </div>
              <StateWord tone={request.outcome ? 'ok' : 'warn'}>{t(outcomeWord(request.outcome))}</StateWord>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const hints: Partial<Record<RequestKind, WordKey>> = {
  correction: 'my_data.ask.hint.correction',
  deletion: 'my_data.ask.hint.deletion',
  access: 'my_data.ask.hint.access',
}

function AskForm({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<RequestKind>('information')
  const [message, setMessage] = useState('')
  const [isMissing, setMissing] = useState(false)
  const ask = usePrivacyChange(privacyKeys.myData, privacyApi.askOperator, {
    said: 'my_data.ask.sent',
    onDone: onClose,
  })
  const hint = hints[kind]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(message.trim() === '')
    if (message.trim()) ask.mutate({ kind, message: message.trim() })
  }
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('my_data.ask.kind')}
        description={hint && t(hint)}
        data={requestKinds.map((value) => ({ value, label: t(kindWords[value]) }))}
        value={kind}
        onChange={({ currentTarget: { value } }) => isRequestKind(value) && setKind(value)}
      />
      <Textarea
        label={t('my_data.ask.message')}
        autosize
        minRows={3}
        maxLength={4000}
        value={message}
        error={isMissing && t('my_data.ask.missing')}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <FormEnd send={t('my_data.ask.send')} isSending={ask.isPending} error={ask.error} onClose={onClose} />
    </form>
  )
}
