// The link of the mail that says an export is ready: opens the download once, on a click, because programs that look into mails open
// links too.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { DownloadIcon } from '../../ui/icons.tsx'
import classes from '../accounts/account.module.css'
import { Problem } from '../accounts/problem.tsx'
import { privacyApi, privacyKeys, startDownload } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

const beginning = '#export='

export function MailedLink() {
  const { t } = useWords()
  const [token] = useState(() => (location.hash.startsWith(beginning) ? location.hash.slice(beginning.length) : ''))
  const open = usePrivacyChange(privacyKeys.myData, () => privacyApi.openByLink(token), { onDone: startDownload })
  if (!token || open.isSuccess) return null
  return (
    <section className={classes.card} aria-labelledby="mailed-export">
      <h2 id="mailed-export">{t('my_data.export.is_ready')}</h2>
      <Problem error={open.error} />
      <div className={classes.ways}>
        <Button
          variant="filled"
          leftSection={<DownloadIcon size={18} />}
          loading={open.isPending}
          onClick={() => open.mutate()}
          autoFocus
        >
          {t('my_data.export.download')}
        </Button>
      </div>
    </section>
  )
}
