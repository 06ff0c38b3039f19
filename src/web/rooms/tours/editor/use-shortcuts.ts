// Keys of the tour page. Letters work only outside of text fields; the list for people is in help-sheet.tsx.
import { useEffect, useEffectEvent } from 'react'
import { definitionOf, hotspotKinds } from '../hotspots/registry.tsx'
import type { Workplace } from './workplace.tsx'

export function useShortcuts(workplace: Workplace, onHelp: () => void, onPublish: () => void) {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return
    const action = isTyping(event.target) ? typingAction(event) : (commandOf(event) ?? plainAction(event))
    if (!action) return
    event.preventDefault()
    action()
  })

  function commandOf(event: KeyboardEvent): (() => void) | undefined {
    const { editor } = workplace
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined
    // By place on the keyboard: Ctrl+Z is Ctrl+Я on a Russian layout.
    if (event.code === 'KeyZ') return event.shiftKey ? workplace.redo : workplace.undo
    if (event.code === 'KeyY') return workplace.redo
    if (event.code === 'KeyS') return () => void editor.save()
    return undefined
  }

  /** In a field the browser's own undo stays; only saving is ours. */
  const typingAction = (event: KeyboardEvent) => (event.code === 'KeyS' ? commandOf(event) : undefined)

  function plainAction(event: KeyboardEvent): (() => void) | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined
    const { hotspotId, tool, editor } = workplace
    if (event.key === '?') return onHelp
    if (event.key === 'Escape') {
      if (tool !== 'select') return () => workplace.setTool('select')
      return hotspotId ? () => workplace.selectHotspot(undefined) : undefined
    }
    if (event.code === 'KeyK') return () => workplace.setPanel('comments')
    if (event.key === 'PageUp') return () => step(-1)
    if (event.key === 'PageDown') return () => step(1)
    if (!editor.canEdit) return undefined
    if ((event.key === 'Delete' || event.key === 'Backspace') && hotspotId)
      return () => workplace.deleteHotspot(hotspotId)
    const letters: Record<string, () => void> = {
      KeyV: () => workplace.setTool('select'),
      KeyP: onPublish,
    }
    const kind = hotspotKinds.find((one) => `Key${definitionOf(one).shortcut}` === event.code)
    return kind ? () => workplace.setTool(kind) : letters[event.code]
  }

  function step(by: number) {
    const { tour, scene } = workplace
    const index = tour.scenes.findIndex(({ id }) => id === scene?.id)
    const next = tour.scenes[index + by]
    if (next) workplace.openScene(next.id)
  }

  useEffect(() => {
    window.addEventListener('keydown', handle)
    return () => window.removeEventListener('keydown', handle)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
