// The state of a tour in one word with a dot: draft, published, changed since publication.
import type { TourCard } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'

export function PublicationWord({ publication }: { publication: TourCard['publication'] }) {
  const { t } = useWords()
  if (!publication) return <StateWord tone="quiet">{t('web.state.draft')}</StateWord>
  if (publication.changedSince) return <StateWord tone="warn">{t('web.state.changed')}</StateWord>
  return <StateWord tone="ok">{t('web.state.published')}</StateWord>
}
