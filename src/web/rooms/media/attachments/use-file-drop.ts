// While a picker is open, files dropped anywhere on the page are meant for it, not for the page under it.
import { useEffect, useEffectEvent, useState } from 'react'
import { filesOfDrop } from '../dropped-files.ts'

/** Answers whether files hover over the page. */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [hovering, setHovering] = useState(false)
  const take = useEffectEvent(async (transfer: DataTransfer) => {
    const { files } = await filesOfDrop(transfer)
    if (files.length > 0) onFiles(files)
  })
  useEffect(() => {
    const handle = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      // Caught on the way down: the page's own drop target does not hear of it.
      event.preventDefault()
      event.stopPropagation()
      event.dataTransfer.dropEffect = 'copy'
      if (event.type === 'drop') void take(event.dataTransfer)
      // Leaving the page, and nothing else, has no element to go to.
      setHovering(event.type !== 'drop' && !(event.type === 'dragleave' && event.relatedTarget === null))
    }
    const listeners = new AbortController()
    const options = { signal: listeners.signal, capture: true }
    for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'] as const)
      window.addEventListener(name, handle, options)
    return () => listeners.abort()
  }, [])
  return hovering
}
