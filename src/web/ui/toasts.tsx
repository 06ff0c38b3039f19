// Short messages from below, with one action such as "undo". Announced to screen readers; they stay while pointed at or focused.
import { Button } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useWords } from '../lib/words.tsx'
import { CheckIcon, CloseIcon, WarningIcon } from './icons.tsx'
import classes from './toasts.module.css'

interface Toast {
  id: number
  text: string
  tone: 'ok' | 'danger'
  action?: { label: string; run: () => void }
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

export function showToast(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}) {
  const toast: Toast = { id: nextId++, text, tone: options.tone ?? 'ok', action: options.action }
  set([...toasts.slice(-2), toast])
}

const dismiss = (id: number) => set(toasts.filter((toast) => toast.id !== id))

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const current = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className={classes.region} role="status" aria-live="polite">
      {current.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

const shownMs = 7000

function ToastView({ toast }: { toast: Toast }) {
  const { t } = useWords()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), shownMs)
    return () => clearTimeout(timer)
  }, [held, toast.id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only keeps the message; every action is a button
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={classes.sign}>{toast.tone === 'ok' ? <CheckIcon size={18} /> : <WarningIcon size={18} />}</span>
      <span className={classes.text}>{toast.text}</span>
      {toast.action && (
        <Button
          variant="subtle"
          className={classes.action}
          onClick={() => {
            toast.action?.run()
            dismiss(toast.id)
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <button type="button" className={classes.close} aria-label={t('web.close')} onClick={() => dismiss(toast.id)}>
        <CloseIcon size={16} />
      </button>
    </div>
  )
}
