// A number that is felt rather than known: a slider with its value in words beside its name.
import { useId } from 'react'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './hotspots.module.css'

interface RangeFieldProps {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** The value as people read it. */
  shown: string
  onChange: (value: number) => void
}

export function RangeField({ label, value, min, max, step, shown, onChange }: RangeFieldProps) {
  const { editor } = useWorkplace()
  const id = useId()
  return (
    <div className={classes.field}>
      <div className={classes.rangeHead}>
        <label htmlFor={id} className={classes.fieldLabel}>
          {label}
        </label>
        <output htmlFor={id} className={classes.rangeValue}>
          {shown}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className={classes.range}
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        disabled={!editor.canEdit}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        onPointerUp={editor.endGroup}
        onBlur={editor.endGroup}
      />
    </div>
  )
}
