// One of a few, all in sight: a named row of two or three words.
import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import classes from './hotspots.module.css'

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  disabled?: boolean
  onChange: (value: Value) => void
}

export function Choice<Value extends string>({ label, value, options, disabled, onChange }: ChoiceProps<Value>) {
  const id = useId()
  return (
    <div className={classes.field}>
      <span id={id} className={classes.fieldLabel}>
        {label}
      </span>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={value}
        disabled={disabled}
        data={[...options]}
        onChange={(chosen) => {
          const option = options.find((one) => one.value === chosen)
          if (option) onChange(option.value)
        }}
      />
    </div>
  )
}
