// The title of the browser's tab.
import { useEffect } from 'react'

export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · Panoqor` : 'Panoqor'
  }, [title])
}
