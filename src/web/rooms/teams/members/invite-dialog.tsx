// Inviting: a letter to one address, or a link for several people. A link is shown once and can be copied.
import { Button, Checkbox, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Role, rankOf, rolesGivenBy } from '#rooms/teams/abilities/contract.ts'
import type { Language } from '#tour/text.ts'
import { useFormCheck } from '../../../lib/form-check.ts'
import { ApiError } from '../../../lib/http.ts'
import { useWords } from '../../../lib/words.tsx'
import { CopyField } from '../../../ui/pieces.tsx'
import { Problem } from '../../accounts/problem.tsx'
import team from '../team.module.css'
import { type MadeInvitation, teamsApi, useTeamChange } from '../teams-api.ts'

type Invited = Exclude<Role, 'owner'>
type LinkRole = Exclude<Invited, 'admin'>
interface FormProps {
  teamId: string
  role: Role
  onMade: (made: MadeInvitation) => void
}

export function InviteDialog({ teamId, role, onClose }: { teamId: string; role: Role; onClose: () => void }) {
  const { t } = useWords()
  const [way, setWay] = useState<'letter' | 'link'>('letter')
  const [url, setUrl] = useState<string>()
  const onMade = (made: MadeInvitation) => (made.url ? setUrl(made.url) : onClose())
  return (
    <Modal opened onClose={onClose} title={t('teams.invite.title')} closeButtonProps={{ 'aria-label': t('web.close') }}>
      {url ? (
        <div className={team.dialog}>
          <CopyField label={t('teams.invite.carry')} value={url} multiline />
          <p className={team.quiet}>{t('teams.invite.once')}</p>
          <div className={team.dialogWays}>
            <Button variant="filled" onClick={onClose}>
              {t('teams.done')}
            </Button>
          </div>
        </div>
      ) : (
        <div className={team.dialog}>
          <SegmentedControl
            fullWidth
            aria-label={t('teams.invite.way')}
            value={way}
            onChange={(value) => setWay(value === 'link' ? 'link' : 'letter')}
            data={[
              { value: 'letter', label: t('teams.invite.by_letter') },
              { value: 'link', label: t('teams.invite.by_link') },
            ]}
          />
          {way === 'letter' ? <LetterForm {...{ teamId, role, onMade }} /> : <LinkForm {...{ teamId, role, onMade }} />}
        </div>
      )}
    </Modal>
  )
}

const isLinkRole = (role: Role): role is LinkRole => role !== 'owner' && rankOf(role) <= rankOf('editor')
const isInvited = (role: Role): role is Invited => role !== 'owner'

/** Refusals that are about the address, and stand beside it. */
const codesOfAddress = [
  'teams.already_invited',
  'teams.already_member',
  'accounts.email_invalid',
  'accounts.domain_denied',
]

function LetterForm({ teamId, role, onMade }: FormProps) {
  const words = useWords()
  const { t, language: own } = words
  const choices = rolesGivenBy(role).filter(isInvited)
  const [given, setGiven] = useState<Invited>('editor')
  const [email, setEmail] = useState('')
  const [language, setLanguage] = useState<Language>(own)
  const invite = useTeamChange(teamId, () => teamsApi.inviteByLetter(teamId, { email, role: given, language }), {
    ...{ said: 'teams.invite.sent' as const, onDone: onMade, quiet: true },
  })
  const check = useFormCheck(() => invite.mutate(undefined))
  const isOfAddress = invite.error instanceof ApiError && codesOfAddress.includes(invite.error.code)
  const address = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isOfAddress) address.current?.focus()
  }, [isOfAddress])
  return (
    <form className={team.dialog} {...check.form}>
      <TextInput
        name="email"
        type="email"
        ref={address}
        error={check.wrong('email') ?? (isOfAddress && words.error(invite.error))}
        label={t('web.email')}
        required
        withAsterisk={false}
        maxLength={254}
        data-autofocus
        value={email}
        onChange={(event) => {
          setEmail(event.currentTarget.value)
          if (isOfAddress) invite.reset()
        }}
      />
      <RoleChoice choices={choices} value={given} onChange={setGiven} />
      <NativeSelect
        label={t('teams.invite.language')}
        value={language}
        data={[
          { value: 'kk', label: 'Қазақша' },
          { value: 'ru', label: 'Русский' },
          { value: 'en', label: 'English' },
        ]}
        onChange={({ currentTarget: { value } }) => setLanguage(value === 'kk' || value === 'ru' ? value : 'en')}
      />
      <p className={team.quiet}>{t('teams.invite.letter_note')}</p>
      <Problem error={isOfAddress ? undefined : invite.error} />
      <Submit label={t('teams.invite.send')} pending={invite.isPending} />
    </form>
  )
}

function LinkForm({ teamId, role, onMade }: FormProps) {
  const { t } = useWords()
  const choices = rolesGivenBy(role).filter(isLinkRole)
  const [given, setGiven] = useState<LinkRole>('viewer')
  const [label, setLabel] = useState('')
  const [expiresInDays, setDays] = useState(7)
  const [maxUses, setMaxUses] = useState(10)
  const [needsApproval, setNeedsApproval] = useState(true)
  const make = useTeamChange(
    teamId,
    () => teamsApi.inviteByLink(teamId, { role: given, label, expiresInDays, maxUses, needsApproval }),
    { onDone: onMade, quiet: true },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate(undefined)
  }
  return (
    <form className={team.dialog} onSubmit={submit}>
      <TextInput
        label={t('teams.invite.label')}
        description={t('teams.invite.label_note')}
        maxLength={80}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <RoleChoice choices={choices} value={given} onChange={setGiven} />
      <div className={team.pair}>
        <NativeSelect
          label={t('teams.invite.days')}
          value={expiresInDays}
          data={[1, 3, 7, 14, 30].map(String)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
        <NativeSelect
          label={t('teams.invite.uses')}
          value={maxUses}
          data={[1, 5, 10, 25, 50, 100, 500].map(String)}
          onChange={(event) => setMaxUses(Number(event.currentTarget.value))}
        />
      </div>
      <Checkbox
        label={t('teams.invite.needs_approval')}
        checked={needsApproval}
        onChange={(event) => setNeedsApproval(event.currentTarget.checked)}
      />
      <Problem error={make.error} />
      <Submit label={t('teams.invite.make_link')} pending={make.isPending} />
    </form>
  )
}

interface RoleChoiceProps<Choice extends Role> {
  choices: Choice[]
  value: Choice
  onChange: (role: Choice) => void
}

function RoleChoice<Choice extends Role>({ choices, value, onChange }: RoleChoiceProps<Choice>) {
  const { t } = useWords()
  return (
    <NativeSelect
      label={t('teams.invite.role')}
      description={t(`teams.role_about.${value}`)}
      value={value}
      data={choices.map((role) => ({ value: role, label: t(`teams.role.${role}`) }))}
      onChange={(event) => {
        const chosen = choices.find((role) => role === event.currentTarget.value)
        if (chosen) onChange(chosen)
      }}
    />
  )
}

function Submit({ label, pending }: { label: string; pending: boolean }) {
  return (
    <div className={team.dialogWays}>
      <Button type="submit" variant="filled" loading={pending}>
        {label}
      </Button>
    </div>
  )
}
