// How visitors meet the tour: colour, logo, parts of the viewer, how it opens, in which languages.
import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Look } from '#tour/look.ts'
import { contrast, rgbOf, themeOf } from '#viewer/theme.ts'
import { formatNumber } from '../../../lib/format.ts'
import { isLanguage, languages } from '../../../lib/language.ts'
import { useWords } from '../../../lib/words.tsx'
import { CheckIcon } from '../../../ui/icons.tsx'
import { languageNames } from '../../../ui/preferences.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { AddressField } from '../hotspots/address-field.tsx'
import classes from './look.module.css'
import { parseColour, withLanguage, withLook, withPart } from './look-edits.ts'
import { paces, viewerParts } from './viewer-parts.ts'

export function LookPanel() {
  return (
    <div className={panel.body}>
      <ColourSection />
      <LogoSection />
      <PartsSection />
      <OpeningSection />
      <LanguagesSection />
    </div>
  )
}

function useLook() {
  const { tour, editor } = useWorkplace()
  const set = <Key extends keyof Look>(key: Key, value: Look[Key], group?: string) =>
    editor.edit((document) => withLook(document, key, value), group)
  return { look: tour.look, set, disabled: !editor.canEdit }
}

/** The viewer's own, where nobody chose one. */
const usualColour = '#f2b705'
const colours = ['#f2b705', '#0b7285', '#1f7a4d', '#2b5fb8', '#7a3fa0', '#b42318', '#c2570c', '#3a3f47']

function ColourSection() {
  const { t, language } = useWords()
  const { editor } = useWorkplace()
  const { look, set, disabled } = useLook()
  const colour = look.accentColour ?? usualColour
  const [typed, setTyped] = useState(colour)
  useEffect(() => setTyped(colour), [colour])
  const { accent, onAccent } = themeOf(colour)
  const ratio = contrast(rgbOf(accent), rgbOf(onAccent))
  const isChanged = accent !== colour
  return (
    <section className={panel.section}>
      <h2>{t('web.look.colour')}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons, one of which is pressed */}
      <div className={classes.colours} role="group" aria-label={t('web.look.colour')}>
        {colours.map((one) => (
          <button
            key={one}
            type="button"
            className={classes.colour}
            style={{ background: one, color: themeOf(one).onAccent }}
            aria-label={one}
            aria-pressed={one === colour}
            disabled={disabled}
            onClick={() => set('accentColour', one === usualColour ? undefined : one)}
          >
            {one === colour && <CheckIcon size={18} />}
          </button>
        ))}
      </div>
      <div className={classes.own}>
        <input
          type="color"
          className={classes.well}
          aria-label={t('web.look.colour_own')}
          disabled={disabled}
          value={colour}
          onChange={(event) => set('accentColour', event.currentTarget.value, 'look.colour')}
          onBlur={editor.endGroup}
        />
        <TextInput
          aria-label={t('web.look.colour_hex')}
          value={typed}
          disabled={disabled}
          spellCheck={false}
          maxLength={7}
          error={parseColour(typed) ? undefined : t('web.look.colour_wrong')}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => {
            const parsed = parseColour(typed)
            if (parsed && parsed !== colour) set('accentColour', parsed)
          }}
        />
        <span className={classes.sample}>
          <span className={classes.sampleButton} style={{ background: accent, color: onAccent }}>
            {t('web.link.go_short')}
          </span>
        </span>
      </div>
      <p className={panel.note}>
        {t('web.look.contrast', { ratio: formatNumber(ratio, language, 1) })}
        {isChanged && ` ${t('web.look.contrast_changed', { colour: accent })}`}
      </p>
    </section>
  )
}

function LogoSection() {
  const { t } = useWords()
  const { teamId } = useWorkplace()
  const { look, set, disabled } = useLook()
  return (
    <section className={panel.section}>
      <h2>{t('web.look.logo')}</h2>
      <AttachmentField
        teamId={teamId}
        kind="picture"
        label={t('web.look.logo_picture')}
        value={look.logo}
        disabled={disabled}
        onChange={(id) => set('logo', id)}
      />
      <AddressField
        label={t('web.look.logo_url')}
        value={look.logoUrl ?? ''}
        optional
        onChange={(url) => set('logoUrl', url.trim() || undefined, 'look.logoUrl')}
      />
    </section>
  )
}

function PartsSection() {
  const { t } = useWords()
  const { editor } = useWorkplace()
  const { look, disabled } = useLook()
  return (
    <section className={panel.section}>
      <h2>{t('web.look.parts')}</h2>
      <p className={panel.note}>{t('web.look.parts_note')}</p>
      <div className={classes.parts}>
        {viewerParts.map(({ part, name }) => (
          <Checkbox
            key={part}
            label={t(name)}
            disabled={disabled}
            checked={!look.hidden?.includes(part)}
            onChange={(event) => {
              const { checked } = event.currentTarget
              editor.edit((document) => withPart(document, part, checked))
            }}
          />
        ))}
      </div>
    </section>
  )
}

function OpeningSection() {
  const { t, language } = useWords()
  const { look, set, disabled } = useLook()
  const speed = look.turnsDegreesPerSecond ?? 0
  const pace = Math.abs(speed)
  const direction = speed < 0 ? 'left' : 'right'
  const turn = (degrees: number, to: string) =>
    set('turnsDegreesPerSecond', degrees === 0 ? undefined : degrees * (to === 'left' ? -1 : 1))
  const offered = pace === 0 || paces.includes(pace) ? paces : [...paces, pace].sort((a, b) => a - b)
  return (
    <section className={panel.section}>
      <h2>{t('web.look.opening')}</h2>
      <SegmentedControl
        fullWidth
        aria-label={t('web.look.opening')}
        disabled={disabled}
        value={look.opening ?? 'plain'}
        onChange={(value) => set('opening', value === 'little-planet' ? 'little-planet' : undefined)}
        data={[
          { value: 'plain', label: t('web.look.opening_plain') },
          { value: 'little-planet', label: t('web.look.opening_planet') },
        ]}
      />
      <NativeSelect
        label={t('web.look.turns')}
        disabled={disabled}
        value={String(pace)}
        onChange={(event) => turn(Number(event.currentTarget.value), direction)}
        data={[
          { value: '0', label: t('web.look.turns_not') },
          ...offered.map((degrees) => ({
            value: String(degrees),
            label: t('web.look.turns_pace', { degrees: formatNumber(degrees, language, 1) }),
          })),
        ]}
      />
      {pace > 0 && (
        <SegmentedControl
          fullWidth
          aria-label={t('web.look.turns_to')}
          disabled={disabled}
          value={direction}
          onChange={(value) => turn(pace, value)}
          data={[
            { value: 'left', label: t('web.look.turns_left') },
            { value: 'right', label: t('web.look.turns_right') },
          ]}
        />
      )}
    </section>
  )
}

function LanguagesSection() {
  const { t } = useWords()
  const { tour, editor } = useWorkplace()
  return (
    <section className={panel.section}>
      <h2>{t('web.look.languages')}</h2>
      <div className={classes.parts}>
        {languages.map((language) => {
          const isOffered = tour.languages.includes(language)
          return (
            <Checkbox
              key={language}
              label={languageNames[language]}
              // A tour speaks at least one language.
              disabled={!editor.canEdit || (isOffered && tour.languages.length === 1)}
              checked={isOffered}
              onChange={(event) => {
                const { checked } = event.currentTarget
                editor.edit((document) => withLanguage(document, language, checked))
              }}
            />
          )
        })}
      </div>
      <NativeSelect
        label={t('web.look.default_language')}
        description={t('web.look.default_language_note')}
        disabled={!editor.canEdit}
        value={tour.defaultLanguage}
        onChange={(event) => {
          const { value } = event.currentTarget
          if (isLanguage(value)) editor.edit((document) => ({ ...document, defaultLanguage: value }))
        }}
        data={languages
          .filter((language) => tour.languages.includes(language))
          .map((language) => ({ value: language, label: languageNames[language] }))}
      />
    </section>
  )
}
