// Passing a published tour on: its link, with the view on screen or without, its QR code, and the code for other pages.
import { Button, Checkbox, NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { ViewerPart } from '#tour/look.ts'
import type { Publication } from '../../lib/api.ts'
import { isLanguage } from '../../lib/language.ts'
import { useWords } from '../../lib/words.tsx'
import { OpenIcon } from '../../ui/icons.tsx'
import { CopyField } from '../../ui/pieces.tsx'
import { languageNames } from '../../ui/preferences.tsx'
import { useWorkplace } from '../tours/editor/workplace.tsx'
import { paces, viewerParts } from '../tours/look/viewer-parts.ts'
import { elementCode, frameCode, type Passing, shareLink } from './embed-code.ts'
import classes from './publish-sheet.module.css'
import { QrCode } from './qr-code.tsx'

const heights = ['360', '480', '600', '720']

export function ShareArea({ publication, title }: { publication: Publication; title: string }) {
  const { t } = useWords()
  const { tour, scene, engine, nameOf } = useWorkplace()
  const [language, setLanguage] = useState<string>('')
  const [isHere, setHere] = useState(false)
  const [heightPx, setHeight] = useState('480')
  const [turns, setTurns] = useState('')
  const [hidden, setHidden] = useState<readonly ViewerPart[]>([])
  // The view stands still while the sheet is open.
  const place = isHere && scene ? { sceneId: scene.id, view: engine?.view } : undefined
  const passing: Passing = {
    url: new URL(publication.url, location.href).href,
    embedUrl: new URL(publication.embedUrl, location.href).href,
    title,
    ...(isLanguage(language) && { language }),
    ...(place && { place }),
    hidden,
    ...(turns && { turnsDegreesPerSecond: Number(turns) }),
    heightPx: Number(heightPx),
  }
  const link = shareLink(passing)
  return (
    <section className={classes.links}>
      <CopyField label={t('web.publish.link')} value={link} />
      <div className={classes.choices}>
        {scene && (
          <Checkbox
            label={t('web.share.here', { name: nameOf(scene) })}
            checked={isHere}
            onChange={(event) => setHere(event.currentTarget.checked)}
          />
        )}
        <NativeSelect
          aria-label={t('web.share.language')}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value)}
          data={[
            { value: '', label: t('web.share.language_any') },
            ...tour.languages.map((one) => ({ value: one, label: languageNames[one] })),
          ]}
        />
      </div>
      <Button
        component="a"
        href={link}
        target="_blank"
        rel="noopener"
        leftSection={<OpenIcon size={18} />}
        className={classes.open}
      >
        {t('web.publish.open')}
      </Button>
      <QrCode address={link} fileName={publication.slug} />
      <details className={classes.embed}>
        <summary>{t('web.publish.embed')}</summary>
        <div className={classes.links}>
          <div>
            <div className={classes.label}>{t('web.share.height')}</div>
            <SegmentedControl
              fullWidth
              aria-label={t('web.share.height')}
              value={heightPx}
              onChange={setHeight}
              data={heights.map((value) => ({ value, label: value }))}
            />
          </div>
          <NativeSelect
            label={t('web.look.turns')}
            value={turns}
            onChange={(event) => setTurns(event.currentTarget.value)}
            data={[
              { value: '', label: t('web.share.turns_any') },
              { value: '0', label: t('web.look.turns_not') },
              ...paces.map((degrees) => ({ value: String(degrees), label: t('web.look.turns_pace', { degrees }) })),
            ]}
          />
          <HiddenParts hidden={hidden} onChange={setHidden} />
          <CopyField label={t('web.share.frame')} value={frameCode(passing)} multiline />
          <CopyField label={t('web.share.element')} value={elementCode(passing)} multiline />
          <p className={classes.note}>{t('web.share.element_note')}</p>
        </div>
      </details>
    </section>
  )
}

interface HiddenPartsProps {
  hidden: readonly ViewerPart[]
  onChange: (hidden: readonly ViewerPart[]) => void
}

/** Only parts that the tour itself shows: what it hides no page can bring back. */
function HiddenParts({ hidden, onChange }: HiddenPartsProps) {
  const { t } = useWords()
  const { tour } = useWorkplace()
  const shown = viewerParts.filter(({ part }) => !tour.look.hidden?.includes(part))
  return (
    <details className={classes.embed}>
      <summary>{t('web.share.parts', { count: hidden.length })}</summary>
      <div className={classes.parts}>
        {shown.map(({ part, name }) => (
          <Checkbox
            key={part}
            label={t(name)}
            checked={!hidden.includes(part)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? hidden.filter((one) => one !== part) : [...hidden, part])
            }
          />
        ))}
      </div>
    </details>
  )
}
