// From a team's page at the desk to a look into its studio, for those of the staff who may look.
import { Button } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useWords } from '../../../lib/words.tsx'
import { EyeIcon } from '../../../ui/icons.tsx'

const deskRoute = getRouteApi('/desk')

export function SupportLink({ teamId }: { teamId: string }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const navigate = useNavigate()
  if (me.operator !== 'owner' && me.operator !== 'support') return null
  return (
    <Button
      leftSection={<EyeIcon size={18} />}
      onClick={() => void navigate({ to: '/desk/support', search: { team: teamId } })}
    >
      {t('support.look')}
    </Button>
  )
}
