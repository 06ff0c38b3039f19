// Galleries: one picture or several, with captions.
import type { GalleryHotspot } from '#tour/hotspots.ts'
import type { Attachment } from '../../../lib/api.ts'
import { GalleryIcon } from '../../../ui/icons.tsx'
import { AttachmentPicker } from '../../media/attachments/attachment-picker.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { GalleryForm } from './gallery-form.tsx'
import { useAdding } from './placing.ts'
import type { KindDefinition, Placement } from './registry.tsx'

export const galleryKind: KindDefinition<'gallery'> = {
  kind: 'gallery',
  words: { name: 'web.hotspot.gallery', tool: 'web.tool.gallery', hint: 'web.tool.gallery.hint' },
  shortcut: 'G',
  sign: (size) => <GalleryIcon size={size} strokeWidth={2} />,
  Ask: AskPictures,
  labelOf: (hotspot, _tour, text) => text(hotspot.title) || text(hotspot.pictures[0]?.caption),
  Form: GalleryForm,
}

export const pictureOf = ({ id }: Attachment): GalleryHotspot['pictures'][number] => ({
  attachment: id,
  caption: {},
  alt: {},
})

function AskPictures({ placement, onDone }: { placement: Placement; onDone: () => void }) {
  const { teamId } = useWorkplace()
  const add = useAdding()
  return (
    <AttachmentPicker
      teamId={teamId}
      kind="picture"
      multiple
      onClose={onDone}
      onChoose={(attachments) => {
        onDone()
        add({ ...placement, kind: 'gallery', title: {}, pictures: attachments.map(pictureOf) })
      }}
    />
  )
}
