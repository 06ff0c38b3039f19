// The small word that names the house, in the lower corner.
import type { MakePart } from '../stage.ts'
import { make } from './dom.ts'

export const creditPart: MakePart = (stage) => {
  const { element, settings, words } = stage
  if (!settings.site || !stage.shows('credit')) return undefined
  const home = new URL('/', settings.site.url).href
  const credit = make('a', { class: 'pv-credit pv-pill', href: home, target: '_blank', rel: 'noopener' }, 'Panoqor')
  element.append(credit)
  return { rename: () => credit.setAttribute('aria-label', words.say('viewer.made_with')) }
}
