// A name that can be changed where it stands: looks like text, is a field. Enter keeps, Escape gives up.
import { useEffect, useRef, useState } from 'react'
import classes from './inline-name.module.css'

interface InlineNameProps {
  value: string
  label: string
  placeholder: string
  disabled?: boolean
  onChange: (value: string) => void
}

export function InlineName({ value, label, placeholder, disabled, onChange }: InlineNameProps) {
  const [typed, setTyped] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const givenUp = useRef(false)
  useEffect(() => setTyped(value), [value])
  const keep = () => {
    if (givenUp.current) setTyped(value)
    else if (typed.trim() !== value) onChange(typed.trim())
    givenUp.current = false
  }
  return (
    <span className={classes.name} data-value={typed || placeholder}>
      <input
        ref={input}
        className={classes.input}
        size={1}
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        disabled={disabled}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Escape') givenUp.current = true
          if (event.key === 'Enter' || event.key === 'Escape') input.current?.blur()
        }}
      />
    </span>
  )
}
