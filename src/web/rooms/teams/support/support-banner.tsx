// Over the whole studio while the operator's staff look into a team that is not theirs: says so, why, until when, and ends it.
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { keys, type Me } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { EyeIcon } from '../../../ui/icons.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { supportApi } from './support-api.ts'
import classes from './support-banner.module.css'

export function SupportBanner({ me, teamId }: { me: Me; teamId: string }) {
  const { t, date, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const team = me.teams.find(({ id }) => id === teamId)
  if (!team?.support) return null
  const { accessId, endsAt, reason } = team.support
  const end = async () => {
    setBusy(true)
    try {
      await supportApi.close(accessId)
      await navigate({ to: '/desk/support' })
      await queryClient.invalidateQueries({ queryKey: keys.me })
    } catch (problem) {
      showToast(sentence(problem), { tone: 'danger' })
      setBusy(false)
    }
  }
  return (
    <div className={classes.banner} role="status">
      <EyeIcon size={20} />
      <span className={classes.text}>
        <strong>{t('support.banner', { team: team.name })}</strong> {t('support.banner_until', { date: date(endsAt) })}
        <span className={classes.reason}>{reason}</span>
      </span>
      <Button loading={busy} onClick={() => void end()}>
        {t('support.end')}
      </Button>
    </div>
  )
}
