// Loads the words of one language: all fragments of src/words in one chunk per language.
import type { Language } from '#tour/text.ts'

export type Catalogue = Readonly<Record<string, string>>

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const loaders = {
    kk: () => import('./catalogue-kk.ts'),
    ru: () => import('./catalogue-ru.ts'),
    en: () => import('./catalogue-en.ts'),
  }
  const { fragments } = await loaders[language]()
  return Object.assign({}, ...Object.values(fragments))
}
