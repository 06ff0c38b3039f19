// The viewer's own texts and the tour's, in the language the visitor reads now.
import { textIn } from '#tour/fallback.ts'
import type { Language, Text } from '#tour/text.ts'

export type WordTexts = Partial<Record<Language, Record<string, string>>>
export type LoadTexts = (language: Language) => Promise<Record<string, string>>

export class Words {
  language: Language
  readonly #texts: WordTexts
  readonly #load: LoadTexts | undefined

  /** `load` fetches the texts of languages that `texts` lacks. */
  constructor(language: Language, texts: WordTexts, load?: LoadTexts) {
    this.language = language
    this.#texts = { ...texts }
    this.#load = load
  }

  /** Speaks another language from now on. Throws, and stays with the former one, where its texts can't be fetched. */
  async change(language: Language): Promise<void> {
    if (this.#load) this.#texts[language] ??= await this.#load(language)
    this.language = language
  }

  /** A text of the viewer itself; `{name}` is replaced by `values.name`. */
  say(key: string, values: Record<string, string | number> = {}): string {
    const text = this.#texts[this.language]?.[key] ?? this.#texts.en?.[key] ?? key
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }

  /** A text of the tour. */
  read(text: Text | undefined): string {
    return textIn(text, this.language)
  }
}
