// What surrounds the work of a team: the rail (a bar on phones), the live line, the upload tray, and the page that takes dropped files.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet, useLocation, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { api, keys } from '../../lib/api.ts'
import { useTeamEvents } from '../../lib/events.ts'
import { rememberTeam } from '../../lib/last-team.ts'
import { makesTours } from '../../lib/role.ts'
import { useWords } from '../../lib/words.tsx'
import { VerifyBanner } from '../accounts/verify-banner.tsx'
import { HeldPage } from '../holds/held-page.tsx'
import { TeamHoldBanner, useHeldTeam } from '../holds/hold-banner.tsx'
import { TermsGate } from '../legal/terms-gate.tsx'
import { DropAnywhere } from '../media/drop-anywhere.tsx'
import { UploadTray } from '../media/upload-tray.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { Rail } from './rail.tsx'
import classes from './studio-shell.module.css'
import { SupportBanner } from './support/support-banner.tsx'

const studioRoute = getRouteApi('/studio/$teamId')

export function StudioShell() {
  const { t } = useWords()
  const { teamId } = studioRoute.useParams()
  const { me: entered } = studioRoute.useRouteContext()
  const { data: me = entered } = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const { tourId } = useParams({ strict: false })
  useTeamEvents(teamId)
  useEffect(() => rememberTeam(teamId), [teamId])
  const held = useHeldTeam(teamId, tourId)
  // Taking one's data along goes on whatever stands.
  const exports = useLocation({ select: ({ pathname }) => pathname.endsWith('/team/data') })

  // A new page begins at its heading for those who read by ear or keyboard.
  useEffect(() => {
    document.documentElement.dataset.page = tourId ? 'tour' : 'list'
  }, [tourId])

  return (
    <div className={classes.shell} data-tour={tourId ? true : undefined}>
      <a className={classes.skip} href="#page">
        {t('web.skip')}
      </a>
      <Rail me={me} teamId={teamId} />
      <div className={classes.page} id="page">
        <SupportBanner me={me} teamId={teamId} />
        <OfflineBanner />
        <TermsGate />
        <VerifyBanner me={me} />
        <TeamHoldBanner held={held} />
        {held?.level === 'blocked' && !exports ? <HeldPage me={me} teamId={teamId} held={held} /> : <Outlet />}
      </div>
      <UploadTray teamId={teamId} tourId={tourId} />
      {makesTours(me, teamId) && <DropAnywhere teamId={teamId} tourId={tourId} />}
    </div>
  )
}
