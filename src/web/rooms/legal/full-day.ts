// A day as it stands in a document: never "today", always with its year.
import { formatDate } from '../../lib/format.ts'
import { useWords } from '../../lib/words.tsx'

const longAgo = new Date(0)

export function useFullDay(): (iso: string) => string {
  const { language } = useWords()
  return (iso) => formatDate(new Date(iso), language, longAgo)
}
