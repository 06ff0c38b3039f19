// Who may register, and from which domains nobody may: for the operator's owner.
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { Problem } from '../accounts/problem.tsx'
import { type RegistrationSetting, registrationApi } from '../accounts/registration-api.ts'
import own from './applications.module.css'

type Mode = RegistrationSetting['mode']
const modeWords: Record<Mode, WordKey> = {
  open: 'registration.desk.mode.open',
  approval: 'registration.desk.mode.approval',
  invitation: 'registration.desk.mode.invitation',
}
const modes = ['open', 'approval', 'invitation'] as const
const settingKey = ['registration-setting']

export function RegistrationCard() {
  const { data } = useQuery({ queryKey: settingKey, queryFn: registrationApi.setting })
  return data ? <SettingForm key={data.mode + data.deniedDomains.join()} setting={data} /> : null
}

function SettingForm({ setting }: { setting: RegistrationSetting }) {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const [mode, setMode] = useState<Mode>(setting.mode)
  const [domains, setDomains] = useState(setting.deniedDomains.join('\n'))
  const save = useMutation({
    mutationFn: registrationApi.set,
    onSuccess: (saved) => {
      queryClient.setQueryData(settingKey, saved)
      showToast(t('registration.desk.saved'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ mode, deniedDomains: domains.split(/[\s,;]+/).filter(Boolean) })
  }
  return (
    <section className={own.card} aria-labelledby="registration-setting">
      <h2 id="registration-setting" className={own.title}>
        {t('registration.desk.mode')}
      </h2>
      <form className={own.form} onSubmit={submit} noValidate>
        <NativeSelect
          aria-labelledby="registration-setting"
          value={mode}
          onChange={(event) => setMode(modes.find((each) => each === event.currentTarget.value) ?? 'open')}
          data={modes.map((value) => ({ value, label: t(modeWords[value]) }))}
        />
        <Textarea
          label={t('registration.desk.domains')}
          description={t('registration.desk.domains.hint')}
          autosize
          minRows={3}
          maxRows={12}
          spellCheck={false}
          value={domains}
          onChange={(event) => setDomains(event.currentTarget.value)}
        />
        <Problem error={save.error} />
        <div>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {t('registration.desk.save')}
          </Button>
        </div>
      </form>
    </section>
  )
}
