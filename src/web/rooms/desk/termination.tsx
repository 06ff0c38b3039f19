// Ending the service for a team, and taking that back in time.
import { Button, Drawer, NativeSelect, NumberInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { mayBeginAtOnce } from '#rooms/holds/contract.ts'
import { useWords } from '../../lib/words.tsx'
import { AskReason } from './ask-reason.tsx'
import { asTimes, type Beginning, BeginsChoice, usualBeginning } from './begins-choice.tsx'
import classes from './desk.module.css'
import { deskApi, deskKeys, type TeamPage } from './desk-api.ts'
import { type HoldReason, holdReasons } from './staff-words.ts'
import { type Statement, StatementField } from './statement-field.tsx'

const deskRoute = getRouteApi('/desk')
const usualExportDays = 30

export function Terminated({
  teamId,
  termination,
}: {
  teamId: string
  termination: NonNullable<TeamPage['termination']>
}) {
  const { t, date, day } = useWords()
  const { me } = deskRoute.useRouteContext()
  const [asking, setAsking] = useState(false)
  return (
    <div className={classes.alert} role="status">
      <span>
        {t('desk.terminated', { name: termination.by ?? 'Panoqor', date: date(termination.at) })}{' '}
        {new Date(termination.beginsAt) > new Date() &&
          `${t('desk.terminated.begins', { date: day(termination.beginsAt) })} `}
        {t('desk.terminated.export', { date: day(termination.exportUntil) })}
      </span>
      {me.operator === 'owner' && <Button onClick={() => setAsking(true)}>{t('desk.revoke')}</Button>}
      <AskReason
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('desk.revoke')}
        about={t('desk.revoke.about')}
        label={t('desk.reason_label')}
        verb={t('desk.revoke.verb')}
        onConfirm={(note) => deskApi.revoke(teamId, note)}
      />
    </div>
  )
}

export function TerminateSheet({
  team,
  opened,
  onClose,
}: {
  team: TeamPage['team']
  opened: boolean
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={560}
      title={t('desk.terminate.title', { name: team.name })}
      closeButtonProps={{ 'aria-label': t('web.close') }}
    >
      {opened && <TerminateForm teamId={team.id} onClose={onClose} />}
    </Drawer>
  )
}

function TerminateForm({ teamId, onClose }: { teamId: string; onClose: () => void }) {
  const { t, language: own, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState<HoldReason>('tos_violation')
  const [statement, setStatement] = useState<Statement>({})
  const [language, setLanguage] = useState(own)
  const [exportDays, setExportDays] = useState(usualExportDays)
  const [chosen, setChosen] = useState<Beginning>()
  const [problem, setProblem] = useState<string>()
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  // The server finds what it rests on by the reason alone, in the same way.
  const isFree = mayBeginAtOnce({ kind: 'terms', level: 'read_only', reason }) || reason === 'legal_risk'
  const beginning = chosen ?? usualBeginning(isFree)
  const isUnsaid = beginning.begins === 'at_once' && !isFree && !beginning.because.trim()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(isUnsaid)
    if (isUnsaid) return
    if (!Object.values(statement).some((text) => text?.trim())) return setProblem(t('desk.hold.statement_missing'))
    setBusy(true)
    try {
      await deskApi.terminate(teamId, {
        reason,
        statement,
        exportDays,
        atOnceBecause: asTimes(beginning).atOnceBecause,
      })
      await queryClient.invalidateQueries({ queryKey: deskKeys.all })
      onClose()
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <p>{t('desk.terminate.about')}</p>
      <NativeSelect
        label={t('desk.hold.reason')}
        value={reason}
        data={holdReasons.map((each) => ({ value: each, label: t(`holds.reason.${each}`) }))}
        onChange={(event) => setReason(holdReasons.find((each) => each === event.currentTarget.value) ?? reason)}
      />
      <StatementField
        statement={statement}
        language={language}
        reason={reason}
        problem={problem}
        onLanguage={setLanguage}
        onChange={(next) => {
          setStatement(next)
          setProblem(undefined)
        }}
      />
      <BeginsChoice
        value={beginning}
        isFree={isFree}
        choices={['announced', 'at_once']}
        problem={missing && isUnsaid ? t('desk.begins.because_missing') : undefined}
        onChange={setChosen}
      />
      <NumberInput
        label={t('desk.terminate.export_days')}
        description={t('desk.terminate.export_hint')}
        min={1}
        max={180}
        allowDecimal={false}
        value={exportDays}
        onChange={(value) => setExportDays(Number(value) || usualExportDays)}
      />
      <div className={classes.sheetEnd}>
        <Button onClick={onClose}>{t('web.cancel')}</Button>
        <Button type="submit" variant="danger" loading={busy}>
          {t('desk.terminate.verb')}
        </Button>
      </div>
    </form>
  )
}
