// No tours yet: one sentence, one place to drop photos, one action.
import { useWords } from '../../../lib/words.tsx'
import { FolderIcon, UploadIcon } from '../../../ui/icons.tsx'
import type { DroppedFiles } from '../../media/dropped-files.ts'
import { PickButton } from '../../media/pick-button.tsx'
import classes from './tours.module.css'

export function EmptyTours({ onFiles }: { onFiles: (dropped: DroppedFiles) => void }) {
  const { t } = useWords()
  return (
    <section className={classes.empty} aria-label={t('web.tours.empty.title')}>
      <SphereDrawing />
      <h2>{t('web.tours.empty.title')}</h2>
      <p>{t('web.tours.empty.text')}</p>
      <div className={classes.emptyActions}>
        <PickButton
          variant="filled"
          size="md"
          label={t('web.tours.empty.choose')}
          leftSection={<UploadIcon size={18} />}
          onFiles={onFiles}
        />
        <PickButton
          folder
          size="md"
          label={t('web.tours.empty.folder')}
          leftSection={<FolderIcon size={18} />}
          onFiles={onFiles}
        />
      </div>
      <p className={classes.kinds}>{t('web.drop.kinds')}</p>
    </section>
  )
}

function SphereDrawing() {
  return (
    <svg width="148" height="112" viewBox="0 0 148 112" fill="none" aria-hidden="true" focusable="false">
      <circle cx="74" cy="56" r="50" fill="var(--accent-soft)" />
      <g stroke="var(--accent)" strokeWidth="1.75">
        <circle cx="74" cy="56" r="50" />
        <ellipse cx="74" cy="56" rx="22" ry="50" opacity=".55" />
        <ellipse cx="74" cy="56" rx="50" ry="18" opacity=".55" />
      </g>
      <path d="M4 62c20 12 44 17 70 17s50-5 70-17" stroke="var(--gold)" strokeWidth="3" strokeLinecap="round" />
      <circle cx="52" cy="77.5" r="6" fill="var(--gold)" stroke="var(--on-gold)" strokeWidth="1.75" />
    </svg>
  )
}
