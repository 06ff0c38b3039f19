// Galleries: one picture or several, with captions.
import { GalleryIcon } from '../../../ui/icons.tsx'
import { AttachmentPicker } from '../../media/attachments/attachment-picker.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { useAdding } from './adding.ts'
import { pictureOf } from './gallery-edits.ts'
import { GalleryForm } from './gallery-form.tsx'
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
