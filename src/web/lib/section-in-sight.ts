// Keeps the section where somebody is in sight: on narrow screens a row of sections scrolls sideways.
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

export function useSectionInSight() {
  const row = useRef<HTMLElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path marks another section
  useEffect(() => {
    const here = row.current?.querySelector('[aria-current="page"]')
    if (!row.current || !here) return
    const all = row.current.getBoundingClientRect()
    const one = here.getBoundingClientRect()
    row.current.scrollLeft += one.left + one.width / 2 - (all.left + all.width / 2)
  }, [path])
  return row
}
