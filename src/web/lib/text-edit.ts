// Writes one language of a text; an emptied language disappears, so that the fallback chain works.
import type { Language, Text } from '#tour/text.ts'

export function withText(text: Text | undefined, language: Language, value: string): Text {
  const { [language]: _, ...rest } = text ?? {}
  return value === '' ? rest : { ...rest, [language]: value }
}
