// The switch between the languages of the tour, at the end of the dock.
import type { MakePart } from '../stage.ts'
import { LanguageSwitch } from './language-switch.ts'

export const languagesPart: MakePart = (stage) => {
  if (stage.tour.languages.length < 2 || !stage.shows('languages')) return undefined
  const languages = new LanguageSwitch(stage.tour.languages, (language) => void stage.setLanguage(language))
  stage.dock.addLanguages(languages.element)
  return { rename: () => languages.rename(stage.words) }
}
