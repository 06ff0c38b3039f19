// The switches every page offers: language, light or dark.
import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { isLanguage, languages } from '../lib/language.ts'
import { useWords } from '../lib/words.tsx'
import { CheckIcon, DownIcon, LanguageIcon } from './icons.tsx'
import classes from './preferences.module.css'

/** Each language is named in itself. */
export const languageNames = { kk: 'Қазақша', ru: 'Русский', en: 'English' } as const

export function LanguageSwitch() {
  const { t, language, setLanguage } = useWords()
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes.switch} aria-label={`${t('web.language')}: ${languageNames[language]}`}>
          <LanguageIcon size={18} />
          {languageNames[language]}
          <DownIcon size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            onClick={() => setLanguage(one)}
            rightSection={one === language ? <CheckIcon size={16} /> : undefined}
          >
            {languageNames[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function LanguageSegments({ onChange }: { onChange: (language: 'kk' | 'ru' | 'en') => void }) {
  const { t, language } = useWords()
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('web.language')}
      value={language}
      onChange={(value) => {
        if (isLanguage(value)) onChange(value)
      }}
      data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
    />
  )
}

export function SchemeSegments() {
  const { t } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('web.scheme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      data={[
        { value: 'light', label: t('web.scheme.light') },
        { value: 'dark', label: t('web.scheme.dark') },
        { value: 'auto', label: t('web.scheme.auto') },
      ]}
    />
  )
}
