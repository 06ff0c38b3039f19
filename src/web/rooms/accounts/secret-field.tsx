// What somebody new will sign in with: a password, or a passkey where the browser has them.
import { Button, PasswordInput } from '@mantine/core'
import { useWords } from '../../lib/words.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import classes from './entry.module.css'
import { hasPasskeys } from './passkey-browser.ts'
import type { useEntryForm } from './use-entry-form.ts'

interface SecretFieldProps {
  field: ReturnType<ReturnType<typeof useEntryForm>['field']>
  usesPasskey: boolean
  onChange: (usesPasskey: boolean) => void
}

export function SecretField({ field, usesPasskey, onChange }: SecretFieldProps) {
  const { t } = useWords()
  return (
    <div className={classes.secret}>
      {usesPasskey ? (
        <p className={classes.secretHint}>{t('registration.passkey.hint')}</p>
      ) : (
        <PasswordInput
          {...field}
          label={t('web.password')}
          description={t('web.password.hint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
        />
      )}
      {hasPasskeys() && (
        <Button variant="subtle" size="xs" leftSection={<KeyIcon size={18} />} onClick={() => onChange(!usesPasskey)}>
          {usesPasskey ? t('registration.passkey.back') : t('registration.passkey.instead')}
        </Button>
      )}
    </div>
  )
}
