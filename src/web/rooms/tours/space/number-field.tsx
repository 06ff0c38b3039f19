// A field for a number with its unit: keeps what is typed until it is left or Enter is pressed, arrow keys step.
import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { clamp } from '#tour/angles.ts'
import { formatNumber } from '../../../lib/format.ts'
import { useWords } from '../../../lib/words.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { parseNumber } from './measures.ts'
import classes from './space.module.css'

interface NumberFieldProps {
  label: string
  value: number | undefined
  unit?: string
  description?: string
  placeholder?: string
  min?: number
  max?: number
  step?: number
  digits?: number
  /** undefined: the field was emptied, where that is allowed. */
  onChange: (value: number | undefined) => void
  mayBeEmpty?: boolean
  /** Without spaces between thousands: a year. */
  isPlain?: boolean
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, unit, description, placeholder, mayBeEmpty, isPlain } = props
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, step = 0.05, digits = 2 } = props
  const { t, language } = useWords()
  const { editor } = useWorkplace()
  const write = (number: number) => (isPlain ? String(number) : formatNumber(number, language, digits))
  const shown = value === undefined ? '' : write(value)
  const [typed, setTyped] = useState(shown)
  const [problem, setProblem] = useState<string>()
  useEffect(() => setTyped(shown), [shown])

  const set = (next: number | undefined) => {
    setProblem(undefined)
    if (next !== value) props.onChange(next)
  }
  const keep = () => {
    if (typed === shown) return setProblem(undefined)
    if (typed.trim() === '' && mayBeEmpty) return set(undefined)
    const number = parseNumber(typed)
    if (number === undefined) return setProblem(t('web.number.wrong'))
    if (number < min) return setProblem(t('web.number.least', { number: write(min) }))
    if (number > max) return setProblem(t('web.number.most', { number: write(max) }))
    set(number)
    setTyped(write(number))
  }
  return (
    <TextInput
      className={classes.number}
      label={label}
      description={description}
      placeholder={placeholder}
      error={problem}
      inputMode="decimal"
      autoComplete="off"
      rightSection={unit && <span className={classes.unit}>{unit}</span>}
      rightSectionPointerEvents="none"
      value={typed}
      disabled={!editor.canEdit}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        keep()
        editor.endGroup()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0
        const from = parseNumber(typed) ?? value
        if (by === 0 || from === undefined) return
        event.preventDefault()
        set(clamp(round(from + by * (event.shiftKey ? 10 : 1)), min, max))
      }}
    />
  )
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
