// The quiet word about saving. Only trouble speaks louder, and then says what is safe.
import { Button, Popover, UnstyledButton } from '@mantine/core'
import { useWords } from '../../../lib/words.tsx'
import { CheckIcon, OfflineIcon, WarningIcon } from '../../../ui/icons.tsx'
import type { SaveState } from './editor-state.ts'
import classes from './tour-header.module.css'

export function SaveWord({ save, onRetry }: { save: SaveState; onRetry: () => void }) {
  const { t, refusal } = useWords()
  if (save.kind === 'failed') {
    return (
      <Popover width={300} position="bottom-end" withArrow={false} shadow="md" radius={12}>
        <Popover.Target>
          <UnstyledButton className={classes.save} data-kind="failed">
            <WarningIcon size={16} />
            {t('web.save.failed')}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.saveMore}>
          <p>{refusal(save.code, save.details)}</p>
          <p>{t('web.save.kept')}</p>
          {save.code === 'accounts.sign_in_first' ? (
            <Button component="a" href={`/sign-in?back=${encodeURIComponent(location.pathname)}`}>
              {t('web.sign_in')}
            </Button>
          ) : (
            <Button onClick={onRetry}>{t('web.retry')}</Button>
          )}
        </Popover.Dropdown>
      </Popover>
    )
  }
  return (
    <span className={classes.save} data-kind={save.kind} role="status">
      {save.kind === 'saved' && <CheckIcon size={16} />}
      {save.kind === 'offline' && <OfflineIcon size={16} />}
      <span className={classes.saveText}>
        {save.kind === 'saved' && t('web.save.saved')}
        {(save.kind === 'saving' || save.kind === 'changed') && t('web.save.saving')}
        {save.kind === 'offline' && t('web.save.offline')}
      </span>
    </span>
  )
}
