// A field for an address that visitors are sent to.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { OpenIcon } from '../../../ui/icons.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { type AddressProblem, addressProblem, completeAddress } from './web-address.ts'

const problemWords: Record<AddressProblem, WordKey> = {
  empty: 'web.web.address_empty',
  incomplete: 'web.web.address_incomplete',
  unsafe: 'web.web.address_unsafe',
}

interface AddressFieldProps {
  label: string
  value: string
  optional?: boolean
  autoFocus?: boolean
  onChange: (address: string) => void
}

export function AddressField({ label, value, optional, autoFocus, onChange }: AddressFieldProps) {
  const { t } = useWords()
  const { editor } = useWorkplace()
  // Somebody who is still writing is not told that it is not done.
  const [writing, setWriting] = useState(autoFocus ?? false)
  const problem = optional && value === '' ? undefined : addressProblem(value)
  return (
    <>
      <TextInput
        label={label}
        description={t('web.web.address_hint')}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
        autoFocus={autoFocus}
        disabled={!editor.canEdit}
        value={value}
        error={!writing && problem ? t(problemWords[problem]) : undefined}
        onFocus={() => setWriting(true)}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => {
          setWriting(false)
          if (completeAddress(value) !== value) onChange(completeAddress(value))
          editor.endGroup()
        }}
      />
      {value !== '' && !problem && (
        <Button
          component="a"
          href={value}
          target="_blank"
          rel="noopener noreferrer"
          leftSection={<OpenIcon size={18} />}
        >
          {t('web.web.open')}
        </Button>
      )}
    </>
  )
}
