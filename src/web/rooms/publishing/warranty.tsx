// Whoever publishes warrants their rights to what is shown, under the terms in force; the version of those terms goes along. Where the
// operator has published no terms nothing is asked.
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { legalApi, legalKeys } from '../legal/legal-api.ts'

export interface Warranty {
  /** Of the terms; undefined where there are none. */
  version: number | undefined
  given: boolean
  give: (given: boolean) => void
}

export function useWarranty(): Warranty {
  const [given, give] = useState(false)
  const inForce = useQuery({ queryKey: legalKeys.inForce, queryFn: legalApi.inForce, staleTime: 60_000 })
  const version = inForce.data?.find(({ kind }) => kind === 'terms')?.version
  return { version, given: version === undefined ? inForce.isSuccess : given, give }
}

export function WarrantyCheck({ warranty: { version, given, give } }: { warranty: Warranty }) {
  const { t, language } = useWords()
  if (version === undefined) return null
  return (
    <Checkbox
      checked={given}
      onChange={(event) => give(event.currentTarget.checked)}
      label={t('legal.warranty')}
      description={
        <a href={`/${language}/terms-of-use#4`} target="_blank" rel="noopener">
          {t('legal.warranty.hint', { version })}
        </a>
      }
    />
  )
}
