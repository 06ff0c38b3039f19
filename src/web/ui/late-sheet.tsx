// Sheets whose code comes later: loaded ahead when the browser is idle, opened by name. One that does not come, or breaks, is a
// message with a way out; the page under it stays as it is.
import { Component, type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { ApiError } from '../lib/http.ts'
import { loadPart, partMissing, whenIdle } from '../lib/late.ts'
import { useWords } from '../lib/words.tsx'
import { showToast } from './toasts.tsx'

type Sheet = ComponentType<{ onClose: () => void }>

/** `sheets` must be the same object at every call. */
export function useLateSheets<Name extends string>(sheets: Record<Name, () => Promise<Sheet>>) {
  const { t, error: sentence } = useWords()
  const [shown, setShown] = useState<{ Sheet: Sheet }>()

  useEffect(
    () =>
      whenIdle(() => {
        // What does not come now is told when it is asked for.
        for (const load of Object.values<() => Promise<Sheet>>(sheets)) load().catch(() => undefined)
      }),
    [sheets],
  )

  const open = async (name: Name) => {
    try {
      setShown({ Sheet: await loadPart(sheets[name]) })
    } catch (error) {
      const isGone = error instanceof ApiError && error.code === partMissing
      const action = isGone
        ? { label: t('web.reload'), run: () => location.reload() }
        : { label: t('web.retry'), run: () => void open(name) }
      showToast(sentence(error), { tone: 'danger', action })
    }
  }
  const close = () => setShown(undefined)
  const broke = (error: unknown) => {
    close()
    showToast(sentence(error), { tone: 'danger' })
  }
  const sheet = shown && (
    <SheetBoundary onError={broke}>
      <shown.Sheet onClose={close} />
    </SheetBoundary>
  )
  return { open, sheet }
}

interface BoundaryProps {
  onError: (error: unknown) => void
  children: ReactNode
}

class SheetBoundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    this.props.onError(error)
  }

  override render() {
    return this.state.broken ? null : this.props.children
  }
}
