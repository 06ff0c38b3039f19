// One button per language of the tour. Only tells which was pressed; empty where there is nothing to choose.
import type { Language } from '#tour/text.ts'
import type { Words } from '../words.ts'
import { make } from './dom.ts'

const languageNames: Record<Language, { short: string; full: string }> = {
  kk: { short: 'Қаз', full: 'Қазақша' },
  ru: { short: 'Рус', full: 'Русский' },
  en: { short: 'Eng', full: 'English' },
}

export class LanguageSwitch {
  readonly element = make('div', { class: 'pv-languages', role: 'group' })

  constructor(languages: readonly Language[], onLanguage: (language: Language) => void) {
    this.element.hidden = languages.length < 2
    for (const language of languages) {
      const { short, full } = languageNames[language]
      // Its name is what is seen, so that who speaks to the machine can press it; the whole word is told beside it.
      const button = make('button', { type: 'button', class: 'pv-language', lang: language, title: full }, short)
      button.addEventListener('click', () => onLanguage(language))
      this.element.append(button)
    }
  }

  rename(words: Words): void {
    this.element.setAttribute('aria-label', words.say('viewer.language'))
    for (const button of this.element.children) {
      button.setAttribute('aria-pressed', String(button.getAttribute('lang') === words.language))
    }
  }
}
