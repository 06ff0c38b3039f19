// Files may be dropped anywhere on the page. While they hover, the page says what will become of them.
import { useEffect, useEffectEvent, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { UploadIcon } from '../../ui/icons.tsx'
import classes from './drop.module.css'
import { filesOfDrop } from './dropped-files.ts'
import { useAddFiles } from './use-add-files.ts'

export function DropAnywhere({ teamId, tourId }: { teamId: string; tourId: string | undefined }) {
  const { t } = useWords()
  const [hovering, setHovering] = useState(false)
  const addFiles = useAddFiles(teamId, tourId)
  const take = useEffectEvent(async (transfer: DataTransfer) => addFiles(await filesOfDrop(transfer)))

  useEffect(() => {
    // dragleave fires at every inner border; the count says when the pointer left the page.
    let depth = 0
    const has = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent) => {
      if (!has(event)) return
      event.preventDefault()
      depth++
      setHovering(true)
    }
    const over = (event: DragEvent) => {
      if (!has(event) || !event.dataTransfer) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent) => {
      if (!has(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setHovering(false)
    }
    const drop = (event: DragEvent) => {
      if (!has(event) || !event.dataTransfer) return
      event.preventDefault()
      depth = 0
      setHovering(false)
      void take(event.dataTransfer)
    }
    const listeners = new AbortController()
    const options = { signal: listeners.signal }
    window.addEventListener('dragenter', enter, options)
    window.addEventListener('dragover', over, options)
    window.addEventListener('dragleave', leave, options)
    window.addEventListener('drop', drop, options)
    return () => listeners.abort()
  }, [])

  if (!hovering) return null
  return (
    <div className={classes.veil} aria-hidden="true">
      <div className={classes.target}>
        <UploadIcon size={40} />
        <span className={classes.targetTitle}>{tourId ? t('web.drop.into_tour') : t('web.drop.new_tour')}</span>
        <span>{t('web.drop.kinds')}</span>
      </div>
    </div>
  )
}
