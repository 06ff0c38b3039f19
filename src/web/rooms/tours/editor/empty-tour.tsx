// A tour without scenes: the place to drop its photos; or the news that they are on their way.
import { useWords } from '../../../lib/words.tsx'
import { BoxIcon, FolderIcon, UploadIcon } from '../../../ui/icons.tsx'
import { PickButton } from '../../media/pick-button.tsx'
import { isUnfinished } from '../../media/upload-queue.ts'
import { useAddFiles } from '../../media/use-add-files.ts'
import { useUploads } from '../../media/use-uploads.ts'
import { AddModel } from '../models/add-model.tsx'
import classes from './tour-page.module.css'
import { useWorkplace } from './workplace.tsx'

export function EmptyTour() {
  const { t } = useWords()
  const { teamId, detail, panoramas } = useWorkplace()
  const addFiles = useAddFiles(teamId, detail.id)
  const uploads = useUploads().filter((item) => item.tourId === detail.id)
  const onTheWay =
    uploads.some((item) => isUnfinished(item) || item.state === 'uploaded') ||
    [...panoramas.values()].some((panorama) => panorama.state === 'queued' || panorama.state === 'working')
  return (
    <div className={classes.empty}>
      <div className={classes.emptyBox}>
        <UploadIcon size={40} />
        <h2>{onTheWay ? t('web.tour.coming.title') : t('web.tour.empty.title')}</h2>
        <p>{onTheWay ? t('web.tour.coming.text') : t('web.tour.empty.text')}</p>
        <div className={classes.emptyActions}>
          <PickButton
            variant={onTheWay ? 'default' : 'filled'}
            label={onTheWay ? t('web.strip.add') : t('web.tours.empty.choose')}
            leftSection={<UploadIcon size={18} />}
            onFiles={addFiles}
          />
          {!onTheWay && (
            <PickButton
              folder
              label={t('web.tours.empty.folder')}
              leftSection={<FolderIcon size={18} />}
              onFiles={addFiles}
            />
          )}
        </div>
        <AddModel className={classes.emptyModel}>
          <BoxIcon size={18} />
          {t('web.models.add')}
        </AddModel>
      </div>
    </div>
  )
}
