// The frame of the pages before sign-in: the form on paper, a quiet drawing of what it is about beside it.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { api, keys } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { Mark } from '../../ui/icons.tsx'
import { LanguageSwitch } from '../../ui/preferences.tsx'
import classes from './entry.module.css'
import { PlanDrawing } from './plan-drawing.tsx'

const shown = { 'terms-of-use': 'legal.kind.terms', 'privacy-policy': 'legal.kind.privacy' } as const

interface EntryFrameProps {
  title: string
  lead?: string
  /** Takes the place of a form that was sent: whoever was in it goes on here. */
  takesFocus?: boolean
  children: ReactNode
}

export function EntryFrame({ title, lead, takesFocus = false, children }: EntryFrameProps) {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  return (
    <div className={classes.frame}>
      <main className={classes.side}>
        <div className={classes.top}>
          <span className={classes.brand}>
            <Mark />
            Panoqor
          </span>
          <LanguageSwitch />
        </div>
        <div className={classes.form}>
          <h1 ref={heading} tabIndex={takesFocus ? -1 : undefined} className={classes.title}>
            {title}
          </h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
        <Documents />
      </main>
      <aside className={classes.picture} aria-label={t('web.entry.about')}>
        <PlanDrawing />
        <p className={classes.promise}>{t('web.entry.promise')}</p>
      </aside>
    </div>
  )
}

/** What somebody agrees to, within reach before they write down an address. Where nobody may register yet there is nothing to read. */
function Documents() {
  const { t, language } = useWords()
  const { data: welcome } = useQuery({ queryKey: keys.welcome, queryFn: api.welcome, staleTime: 60_000 })
  if (welcome?.registration !== 'open' && welcome?.registration !== 'approval') return null
  return (
    <p className={classes.documents}>
      {Object.entries(shown).map(([page, name]) => (
        <a key={page} href={`/${language}/${page}`}>
          {t(name)}
        </a>
      ))}
    </p>
  )
}
