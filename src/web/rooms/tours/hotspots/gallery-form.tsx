// The form of a gallery: its title and its pictures, to be reordered by hand or by keys, each with a caption and a description.
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { Button } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { GalleryHotspot } from '#tour/hotspots.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { AttachmentPicker } from '../../media/attachments/attachment-picker.tsx'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { movedPicture, pictureOf } from './gallery-edits.ts'
import classes from './hotspots.module.css'
import { PictureRow } from './picture-row.tsx'
import type { FormProps } from './registry.tsx'

const mostPictures = 60

export function GalleryForm({ hotspot, change }: FormProps<'gallery'>) {
  const { t } = useWords()
  const { writing, editor, teamId } = useWorkplace()
  const [choosing, setChoosing] = useState(false)
  const { pictures } = hotspot
  const room = mostPictures - pictures.length
  return (
    <>
      <WritingTabs texts={[hotspot.title, ...pictures.flatMap(({ caption, alt }) => [caption, alt])]} />
      <TextField
        label={t('web.info.title')}
        value={hotspot.title[writing] ?? ''}
        onChange={(value) =>
          change((gallery) => ({ ...gallery, title: withText(gallery.title, writing, value) }), `title.${writing}`)
        }
      />
      <div className={classes.part}>
        <h3>{t('web.gallery.pictures')}</h3>
        <PictureList hotspot={hotspot} change={change} />
        {editor.canEdit && (
          <Button fullWidth leftSection={<PlusIcon size={18} />} disabled={room <= 0} onClick={() => setChoosing(true)}>
            {t('web.gallery.add')}
          </Button>
        )}
        {room <= 0 && <p className={classes.note}>{t('web.gallery.full', { count: mostPictures })}</p>}
        {pictures.length > 1 && editor.canEdit && <p className={classes.note}>{t('web.gallery.order')}</p>}
      </div>
      {choosing && (
        <AttachmentPicker
          teamId={teamId}
          kind="picture"
          multiple
          limit={room}
          chosen={pictures.map(({ attachment }) => attachment)}
          onClose={() => setChoosing(false)}
          onChoose={(attachments) => {
            setChoosing(false)
            change((gallery) => ({ ...gallery, pictures: [...gallery.pictures, ...attachments.map(pictureOf)] }))
          }}
        />
      )}
    </>
  )
}

type Change = FormProps<'gallery'>['change']

function PictureList({ hotspot, change }: { hotspot: GalleryHotspot; change: Change }) {
  const { t } = useWords()
  const [opened, setOpened] = useState<number>()
  const [news, setNews] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const { pictures } = hotspot
  const move = useEffectEvent((from: number, to: number) => {
    if (to < 0 || to >= pictures.length || from === to) return
    change((gallery) => ({ ...gallery, pictures: movedPicture(gallery.pictures, from, to) }))
    setOpened(undefined)
    setNews(t('web.strip.moved', { place: to + 1, count: pictures.length }))
    // The keys go with the picture.
    setTimeout(() => list.current?.querySelector<HTMLElement>(`[data-index="${to}"] [data-handle]`)?.focus())
  })
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.pictureIndex === 'number',
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]
          if (!target) return
          const from = Number(source.data.pictureIndex)
          const over = Number(target.data.pictureIndex) + (extractClosestEdge(target.data) === 'bottom' ? 1 : 0)
          move(from, over > from ? over - 1 : over)
        },
      }),
    [],
  )
  if (pictures.length === 0) return <p className={classes.note}>{t('web.gallery.none')}</p>
  return (
    <>
      <ol ref={list} className={classes.sheets}>
        {pictures.map((picture, index) => (
          <PictureRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may stand twice; its place is all that tells them apart
            key={`${picture.attachment}.${index}`}
            picture={picture}
            index={index}
            count={pictures.length}
            opened={opened === index}
            onOpen={() => setOpened(opened === index ? undefined : index)}
            onMove={(to) => move(index, to)}
            onRemove={() => {
              setOpened(undefined)
              change((gallery) => ({ ...gallery, pictures: gallery.pictures.toSpliced(index, 1) }))
            }}
            onChange={(next, group) =>
              change(
                (gallery) => ({ ...gallery, pictures: gallery.pictures.with(index, next(picture)) }),
                `picture.${index}.${group}`,
              )
            }
          />
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {news}
      </span>
    </>
  )
}
