// Over the studio of somebody whose address was not proven: says so, and sends the link again.
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Me } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import classes from './entry.module.css'
import { registrationApi } from './registration-api.ts'

export function VerifyBanner({ me }: { me: Me }) {
  const { t, error } = useWords()
  const send = useMutation({
    mutationFn: registrationApi.askForProof,
    onSuccess: () => showToast(t('registration.verify.sent')),
    onError: (problem) => showToast(error(problem), { tone: 'danger' }),
  })
  if (me.isVerified) return null
  return (
    <div className={classes.banner} role="status">
      <span>{t('registration.verify.banner', { email: me.email })}</span>
      <Button size="xs" loading={send.isPending} onClick={() => send.mutate()}>
        {t('registration.verify.send')}
      </Button>
    </div>
  )
}
