// Says that there is no connection, and that nothing is lost.
import { useOnline } from '../../lib/online.ts'
import { useWords } from '../../lib/words.tsx'
import { OfflineIcon } from '../../ui/icons.tsx'
import classes from './studio-shell.module.css'

export function OfflineBanner() {
  const { t } = useWords()
  const online = useOnline()
  if (online) return null
  return (
    <div className={classes.banner} role="status">
      <OfflineIcon size={18} />
      {t('web.offline')}
    </div>
  )
}
