// Short messages from below, with one action such as "undo". Announced to screen readers; they stay while pointed at or focused.
import { Button } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { createStore } from '../lib/store.ts'
import { useWords } from '../lib/words.tsx'
import { CheckIcon, CloseIcon, WarningIcon } from './icons.tsx'
import classes from './toasts.module.css'

interface Toast {
  id: number
  text: string
  tone: 'ok' | 'danger'
  action?: { label: string; run: () => void }
}

const toasts = createStore<readonly Toast[]>([])
let nextId = 1

export function showToast(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}) {
  const toast: Toast = { id: nextId++, text, tone: options.tone ?? 'ok', action: options.action }
  // The same sentence again is the same message, told anew.
  const others = toasts.get().filter((one) => one.text !== text)
  toasts.set([...others.slice(-2), toast])
}

const dismiss = (id: number) => toasts.set(toasts.get().filter((toast) => toast.id !== id))

export function Toasts() {
  const current = useSyncExternalStore(toasts.subscribe, toasts.get)
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
