// The frame of the pages before sign-in: the form on paper, a quiet drawing of what it is about beside it.
import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.tsx'
import { Mark } from '../../ui/icons.tsx'
import { LanguageSwitch } from '../../ui/preferences.tsx'
import classes from './entry.module.css'
import { PlanDrawing } from './plan-drawing.tsx'

export function EntryFrame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t } = useWords()
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
          <h1>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
      </main>
      <aside className={classes.picture} aria-label={t('web.entry.about')}>
        <PlanDrawing />
        <p className={classes.promise}>{t('web.entry.promise')}</p>
      </aside>
    </div>
  )
}
