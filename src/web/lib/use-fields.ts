// The fields of a form that are plain text: their values, and beside each that is still empty the word that it is missing.
import { useState } from 'react'
import { useWords, type WordKey } from './words.tsx'

export function useFields<Fields extends Record<string, string>>(
  start: () => Fields,
  { optional, missing }: { optional: keyof Fields; missing: WordKey },
) {
  const { t } = useWords()
  const [fields, setFields] = useState(start)
  const [isMissing, setMissing] = useState(false)
  const isEmpty = (name: keyof Fields) => name !== optional && fields[name]?.trim() === ''
  return {
    fields,
    /** What an input takes. */
    field: (name: keyof Fields & string) => ({
      value: fields[name],
      error: isMissing && isEmpty(name) && t(missing),
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value } = event.currentTarget
        setFields((before) => ({ ...before, [name]: value }))
      },
    }),
    /** Whether nothing is missing; from now on what is missing says so. */
    check: (): boolean => {
      const isWhole = !Object.keys(fields).some(isEmpty)
      setMissing(!isWhole)
      return isWhole
    },
  }
}
