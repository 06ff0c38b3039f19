// Measurements: a length between two points of the picture.
import { Button, Checkbox } from '@mantine/core'
import { lengthIn } from '#tour/numbers.ts'
import { lengthBetween } from '#tour/space.ts'
import type { Text } from '#tour/text.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { RulerIcon } from '../../../ui/icons.tsx'
import { findScene } from '../editor/edits.ts'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { metreUnit } from '../space/measures.ts'
import { NumberField } from '../space/number-field.tsx'
import classes from './hotspots.module.css'
import type { FormProps, HotspotOf, KindDefinition } from './registry.tsx'
import { measured, newMeasureEnd, roomOf } from './shapes.ts'

export const measurementKind: KindDefinition<'measurement'> = {
  kind: 'measurement',
  words: { name: 'web.hotspot.measurement', tool: 'web.tool.measurement', hint: 'web.tool.measurement.hint' },
  shortcut: 'M',
  sign: (size) => <RulerIcon size={size} strokeWidth={2} />,
  create: (placement, { scene, view }) =>
    measured<HotspotOf<'measurement'>>(
      {
        ...{ ...placement, kind: 'measurement', label: {}, isApproximate: true },
        to: newMeasureEnd(placement, view, roomOf(scene)),
      },
      roomOf(scene),
    ),
  labelOf: (hotspot, _tour, text) => [text(hotspot.label), text(lengthOf(hotspot))].filter(Boolean).join(' '),
  Form: MeasurementForm,
}

/** "≈ 2,40 м" in every language. */
function lengthOf({ lengthMetres, isApproximate }: HotspotOf<'measurement'>): Text {
  if (lengthMetres === undefined) return {}
  const sign = isApproximate ? '≈ ' : ''
  return {
    kk: sign + lengthIn('kk', lengthMetres),
    ru: sign + lengthIn('ru', lengthMetres),
    en: sign + lengthIn('en', lengthMetres),
  }
}

function MeasurementForm({ sceneId, hotspot, change }: FormProps<'measurement'>) {
  const { t, language } = useWords()
  const { tour, writing, editor } = useWorkplace()
  const scene = findScene(tour, sceneId)
  const { roomBox } = scene ? roomOf(scene) : {}
  const byRoom = roomBox && lengthBetween(roomBox, hotspot, hotspot.to)
  return (
    <>
      <p className={classes.note}>{t('web.measurement.note')}</p>
      <NumberField
        label={t('web.measurement.length')}
        unit={metreUnit[language]}
        value={hotspot.lengthMetres}
        mayBeEmpty
        min={0.01}
        max={10_000}
        step={0.01}
        onChange={(lengthMetres) =>
          change(({ lengthMetres: _before, ...measurement }) =>
            // A length that somebody writes was taken with a tape.
            lengthMetres === undefined ? measurement : { ...measurement, lengthMetres, isApproximate: false },
          )
        }
      />
      {byRoom ? (
        <>
          <p className={classes.note}>
            {t('web.measurement.room', {
              length: lengthIn(language, byRoom.lengthMetres),
              error: lengthIn(language, byRoom.errorMetres),
            })}
          </p>
          {editor.canEdit && !hotspot.isApproximate && (
            <Button
              leftSection={<RulerIcon size={18} />}
              onClick={() => change((measurement) => measured({ ...measurement, isApproximate: true }, { roomBox }))}
            >
              {t('web.measurement.from_room', { length: lengthIn(language, byRoom.lengthMetres) })}
            </Button>
          )}
        </>
      ) : (
        <p className={classes.note}>{t('web.measurement.no_room')}</p>
      )}
      <Checkbox
        label={t('web.measurement.approximate')}
        checked={hotspot.isApproximate}
        disabled={!editor.canEdit}
        onChange={(event) => {
          const isApproximate = event.currentTarget.checked
          change((measurement) => ({ ...measurement, isApproximate }))
        }}
      />
      <WritingTabs texts={[hotspot.label]} />
      <TextField
        label={t('web.link.label')}
        value={hotspot.label[writing] ?? ''}
        onChange={(value) =>
          change(
            (measurement) => ({ ...measurement, label: withText(measurement.label, writing, value) }),
            `label.${writing}`,
          )
        }
      />
    </>
  )
}
