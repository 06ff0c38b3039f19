// What the staff can do about an account. Each verb that changes something asks for its reason; the server asks for a fresh proof.
import { Button, Menu } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { MoreIcon } from '../../ui/icons.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { AskReason } from './ask-reason.tsx'
import classes from './desk.module.css'
import { type AccountPage as Account, deskApi } from './desk-api.ts'
import type { StaffRole } from './desk-nav.ts'
import { kindsFor } from './staff-words.ts'

const deskRoute = getRouteApi('/desk')

interface Verb {
  name: 'sign_out' | 'block' | 'resume' | 'delete' | 'anonymise'
  roles: readonly StaffRole[]
  isDanger: boolean
  carryOut: (personId: string, reason: string) => Promise<unknown>
}

const verbs: readonly Verb[] = [
  { name: 'sign_out', roles: ['owner', 'support', 'moderation'], isDanger: false, carryOut: deskApi.signOut },
  { name: 'block', roles: ['owner', 'support'], isDanger: false, carryOut: deskApi.blockProcessing },
  { name: 'resume', roles: ['owner', 'support'], isDanger: false, carryOut: deskApi.resumeProcessing },
  { name: 'delete', roles: ['owner'], isDanger: true, carryOut: deskApi.deleteAccount },
  { name: 'anonymise', roles: ['owner'], isDanger: true, carryOut: deskApi.anonymise },
]

const about: Record<Verb['name'], WordKey> = {
  sign_out: 'desk.sign_out.about',
  block: 'desk.block.about',
  resume: 'desk.resume.about',
  delete: 'desk.delete.about',
  anonymise: 'desk.anonymise.about',
}

export function AccountVerbs({ page, onRestrict }: { page: Account; onRestrict: () => void }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const { id } = page.account
  const isBlocked = page.holds.some((hold) => hold.isActive && hold.source === 'processing')
  const mine = verbs
    .filter(({ roles }) => roles.some((role) => role === me.operator))
    .filter(({ name }) => (name === 'block' ? !isBlocked : name === 'resume' ? isBlocked : true))
    .filter(({ name }) => name === 'sign_out' || (id !== me.id && page.deletion === null))
  return (
    <div className={classes.verbs}>
      {kindsFor(me.operator).length > 0 && id !== me.id && (
        <Button variant="filled" onClick={onRestrict}>
          {t('desk.restrict')}
        </Button>
      )}
      {mine.length > 0 && <VerbMenu page={page} verbs={mine} />}
    </div>
  )
}

function VerbMenu({ page: { account, sessions }, verbs: mine }: { page: Account; verbs: readonly Verb[] }) {
  const { t } = useWords()
  const [asking, setAsking] = useState<Verb>()
  const sendReset = useSendReset(account)
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button leftSection={<MoreIcon size={18} />}>{t('desk.more_verbs')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void sendReset()}>{t('desk.reset')}</Menu.Item>
          {mine.map((verb) => (
            <Menu.Item key={verb.name} color={verb.isDanger ? 'danger' : undefined} onClick={() => setAsking(verb)}>
              {t(`desk.${verb.name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <AskReason
          opened
          onClose={() => setAsking(undefined)}
          title={t(`desk.${asking.name}`)}
          about={t(about[asking.name], { sessions })}
          label={t('desk.reason_label')}
          verb={t(`desk.${asking.name}.verb`)}
          isDanger={asking.isDanger}
          onConfirm={(reason) => asking.carryOut(account.id, reason)}
        />
      )}
    </>
  )
}

function useSendReset({ id, email }: Account['account']) {
  const { t, error: sentence } = useWords()
  return async () => {
    try {
      await deskApi.sendReset(id)
      showToast(t('desk.reset.done', { email }), { tone: 'ok' })
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
  }
}
