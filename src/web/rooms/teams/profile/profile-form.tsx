// Name, logo and contacts of a team. Texts for the public are written in up to three languages.
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Language, Text } from '#tour/text.ts'
import { useFormCheck } from '../../../lib/form-check.ts'
import { ApiError } from '../../../lib/http.ts'
import { useWords } from '../../../lib/words.tsx'
import { Problem } from '../../accounts/problem.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { type SaveProfile, type TeamProfile, teamsApi, useTeamChange } from '../teams-api.ts'
import classes from './profile.module.css'

interface ProfileFormProps {
  teamId: string
  profile: TeamProfile
  mayEdit: boolean
}

export function ProfileForm({ teamId, profile, mayEdit }: ProfileFormProps) {
  const { t, language: own } = useWords()
  const [language, setLanguage] = useState<Language>(own)
  const { changedAt: _, ...given } = profile
  const [form, setForm] = useState<SaveProfile>(given)
  const save = useTeamChange(teamId, () => teamsApi.saveProfile(teamId, form), { said: 'teams.saved', quiet: true })
  const set = (change: Partial<SaveProfile>) => setForm({ ...form, ...change })
  const written = (text: Text, value: string): Text => ({ ...text, [language]: value || undefined })
  const wrong = fieldsIn(save.error)
  const check = useFormCheck(() => save.mutate(undefined))
  return (
    <form className={classes.card} {...check.form} aria-label={t('teams.profile.about_team')}>
      <fieldset disabled={!mayEdit} className={classes.fields}>
        <TextInput
          name="name"
          error={check.wrong('name')}
          label={t('web.team_name')}
          description={t('teams.profile.name_note')}
          required
          withAsterisk={false}
          maxLength={120}
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <AttachmentField
          teamId={teamId}
          kind="picture"
          label={t('teams.profile.logo')}
          value={form.logo ?? undefined}
          disabled={!mayEdit}
          onChange={(logo) => set({ logo: logo ?? null })}
        />
        <div className={classes.languages}>
          <h2>{t('teams.profile.public')}</h2>
          <SegmentedControl
            aria-label={t('teams.profile.language')}
            value={language}
            onChange={(value) => setLanguage(value === 'kk' || value === 'ru' ? value : 'en')}
            data={[
              { value: 'kk', label: 'Қазақша' },
              { value: 'ru', label: 'Русский' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <TextInput
          label={t('teams.profile.public_name')}
          lang={language}
          maxLength={120}
          placeholder={form.name}
          value={form.names[language] ?? ''}
          onChange={(event) => set({ names: written(form.names, event.currentTarget.value) })}
        />
        <Textarea
          label={t('teams.profile.about')}
          lang={language}
          autosize
          minRows={3}
          maxLength={2000}
          value={form.about[language] ?? ''}
          onChange={(event) => set({ about: written(form.about, event.currentTarget.value) })}
        />
        <TextInput
          label={t('teams.profile.address')}
          lang={language}
          maxLength={300}
          value={form.address[language] ?? ''}
          onChange={(event) => set({ address: written(form.address, event.currentTarget.value) })}
        />
        <h2>{t('teams.profile.contacts')}</h2>
        <div className={classes.pair}>
          <TextInput
            type="tel"
            label={t('teams.profile.phone')}
            maxLength={40}
            value={form.phone}
            onChange={(event) => set({ phone: event.currentTarget.value })}
          />
          <TextInput
            name="email"
            type="email"
            label={t('web.email')}
            maxLength={254}
            error={check.wrong('email') ?? (wrong.has('email') && t('teams.profile.email_wrong'))}
            value={form.email}
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
        </div>
        <TextInput
          name="website"
          type="url"
          label={t('teams.profile.website')}
          placeholder="https://"
          maxLength={200}
          error={(check.wrong('website') || wrong.has('website')) && t('teams.profile.website_wrong')}
          value={form.website}
          onChange={(event) => set({ website: event.currentTarget.value })}
        />
        {wrong.size === 0 && <Problem error={save.error} />}
        {mayEdit && (
          <div>
            <Button type="submit" variant="filled" loading={save.isPending}>
              {t('teams.save')}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  )
}

/** Which fields the server names as wrong. */
function fieldsIn(error: unknown): Set<string> {
  if (!(error instanceof ApiError)) return new Set()
  if (error.code === 'accounts.email_invalid') return new Set(['email'])
  const issues = Array.isArray(error.details.issues) ? error.details.issues : []
  return new Set(
    issues.map((issue: { path?: unknown }) => String(issue.path)).filter((path) => ['email', 'website'].includes(path)),
  )
}
