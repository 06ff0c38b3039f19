// The viewer's own words in a language, from an installation. Few visitors change the language, and nobody else should carry the others.
import type { Language } from '#tour/text.ts'

/** Throws where they can't be fetched. */
export async function loadWords(host: URL, language: Language): Promise<Record<string, string>> {
  const answer = await fetch(new URL(`/api/public/viewer-words/${language}`, host))
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  return (await answer.json()) as Record<string, string>
}
