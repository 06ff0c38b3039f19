// Says that there is no connection, and that nothing is lost.
import { useSyncExternalStore } from 'react'
import { useWords } from '../../lib/words.tsx'
import { OfflineIcon } from '../../ui/icons.tsx'
import classes from './studio-shell.module.css'

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

export function OfflineBanner() {
  const { t } = useWords()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  if (online) return null
  return (
    <div className={classes.banner} role="status">
      <OfflineIcon size={18} />
      {t('web.offline')}
    </div>
  )
}
