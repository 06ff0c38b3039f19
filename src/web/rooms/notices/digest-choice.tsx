// When the mail of the day comes: an hour by the clock of this device, shown where something comes once a day.
import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { type Digest, noticeKeys, noticesApi, type Preferences } from './notices-api.ts'

const usualHour = 9

/** Where this device is; the server knows it from the first choice on. */
export const digestHere = (): Digest => ({
  hour: usualHour,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Almaty',
})

export function DigestChoice({ digest }: { digest: Digest | null }) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const { hour, timeZone } = digest ?? digestHere()
  const choose = (next: number) => {
    const chosen = { ...digestHere(), hour: next }
    queryClient.setQueryData<Preferences>(noticeKeys.preferences, (data) => data && { ...data, digest: chosen })
    noticesApi.chooseDigest(chosen).catch((error) => {
      showToast(sentence(error), { tone: 'danger' })
      void queryClient.invalidateQueries({ queryKey: noticeKeys.preferences })
    })
  }
  return (
    <NativeSelect
      label={t('notices.preferences.digest_hour')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={t('notices.preferences.digest_about', { zone: timeZone })}
      value={String(hour)}
      data={Array.from({ length: 24 }, (_, each) => ({
        value: String(each),
        label: `${String(each).padStart(2, '0')}:00`,
      }))}
      onChange={(event) => choose(Number(event.currentTarget.value))}
    />
  )
}
