// Restricting a person, a team or a tour: what is restricted, why, until when, and beside it, word for word, what the people read.
import { Button, Drawer, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { mayBeginAtOnce } from '#rooms/holds/contract.ts'
import type { Language } from '#tour/text.ts'
import { useWords } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { asTimes, type Beginning, BeginsChoice, usualBeginning } from './begins-choice.tsx'
import classes from './desk.module.css'
import { deskApi, deskKeys, type PlaceHold } from './desk-api.ts'
import { HoldPreviewCard } from './hold-preview.tsx'
import { LevelChoice } from './level-choice.tsx'
import { DateField, type Level } from './list-parts.tsx'
import { type HoldKind, type HoldReason, holdReasons, kindsFor, kindWords } from './staff-words.ts'
import { type Statement, StatementField } from './statement-field.tsx'

const deskRoute = getRouteApi('/desk')

export interface HoldTarget {
  kind: 'person' | 'team' | 'tour'
  id: string
  name: string
  /** In which the people concerned read. */
  language: Language
}

export function HoldSheet({ target, onClose }: { target: HoldTarget | undefined; onClose: () => void }) {
  const { t } = useWords()
  return (
    <Drawer
      opened={target !== undefined}
      onClose={onClose}
      size={560}
      closeButtonProps={{ 'aria-label': t('web.close') }}
      title={target ? t('desk.hold.title', { name: target.name }) : ''}
    >
      {target && <HoldForm key={target.id} target={target} onClose={onClose} />}
    </Drawer>
  )
}

interface Wishes {
  level: Exclude<Level, 'none'>
  kind: HoldKind
  reason: HoldReason
  statement: Statement
  language: Language
  source: string
  /** Not chosen yet: whatever is usual for what was chosen so far. */
  beginning: Beginning | undefined
  until: string
}

const endOf = (day: string) => (day ? new Date(`${day}T23:59`).toISOString() : null)

function HoldForm({ target, onClose }: { target: HoldTarget; onClose: () => void }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const kinds = kindsFor(me.operator)
  const [wishes, setWishes] = useState<Wishes>({
    ...{
      level: 'limited',
      kind: kinds[0] ?? 'terms',
      reason: kinds[0] === 'billing' ? 'payment_unmet' : 'tos_violation',
    },
    ...{ statement: {}, language: target.language, source: '', beginning: undefined, until: '' },
  })
  const change = (part: Partial<Wishes>) => setWishes((before) => ({ ...before, ...part }))
  const { level, kind, reason, statement, language, source, until } = wishes
  const isFree = mayBeginAtOnce({ kind, level, reason })
  const beginning = wishes.beginning ?? usualBeginning(isFree)
  const isUnsaid = beginning.begins === 'at_once' && !isFree && !beginning.because.trim()
  const times = asTimes(beginning)
  const [missing, setMissing] = useState(false)
  const { place, problem, busy, forget } = usePlaceHold(onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(isUnsaid)
    if (isUnsaid) return
    const subject = { subjectKind: target.kind, subjectId: target.id }
    const dates = { ...times, until: endOf(until) }
    void place({ ...subject, kind, level, reason, statement, source: source.trim(), ...dates })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <LevelChoice value={level} subject={target.kind} onChange={(next) => change({ level: next })} />
      <NativeSelect
        label={t('desk.hold.kind')}
        value={kind}
        data={kinds.map((each) => ({ value: each, label: t(kindWords[each]) }))}
        onChange={(event) => change({ kind: kinds.find((each) => each === event.currentTarget.value) ?? kind })}
      />
      <NativeSelect
        label={t('desk.hold.reason')}
        value={reason}
        data={holdReasons.map((each) => ({ value: each, label: t(`holds.reason.${each}`) }))}
        onChange={(event) =>
          change({ reason: holdReasons.find((each) => each === event.currentTarget.value) ?? reason })
        }
      />
      <StatementField
        statement={statement}
        language={language}
        reason={reason}
        problem={problem}
        onChange={(next) => {
          change({ statement: next })
          forget()
        }}
        onLanguage={(next) => change({ language: next })}
      />
      <BeginsChoice
        value={beginning}
        isFree={isFree}
        choices={['announced', 'day', 'at_once']}
        problem={missing && isUnsaid ? t('desk.begins.because_missing') : undefined}
        onChange={(next) => change({ beginning: next })}
      />
      <DateField label={t('desk.hold.ends_on')} value={until} onPick={(day) => change({ until: day })} />
      <TextInput
        label={t('desk.hold.source')}
        description={t('desk.hold.source_hint')}
        maxLength={200}
        value={source}
        onChange={(event) => change({ source: event.currentTarget.value })}
      />
      <HoldPreviewCard
        body={{
          ...{ name: target.name, subjectKind: target.kind, kind, level, reason, statement, language },
          // Until it is said why, it is shown as it would be announced.
          ...(isUnsaid ? {} : times),
          until: endOf(until),
        }}
      />
      <div className={classes.sheetEnd}>
        <Button onClick={onClose}>{t('web.cancel')}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('desk.hold.place')}
        </Button>
      </div>
    </form>
  )
}

function usePlaceHold(onDone: () => void) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const place = async (hold: PlaceHold) => {
    if (!Object.values(hold.statement).some((text) => text?.trim())) return setProblem(t('desk.hold.statement_missing'))
    setBusy(true)
    try {
      await deskApi.placeHold(hold)
      await queryClient.invalidateQueries({ queryKey: deskKeys.all })
      showToast(t('desk.hold.done'), { tone: 'ok' })
      onDone()
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return { place, problem, busy, forget: () => setProblem(undefined) }
}
