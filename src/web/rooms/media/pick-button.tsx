// A button that opens the file picker (or the folder picker) of the system.
import { Button, type ButtonProps } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { type DroppedFiles, filesOfPicker } from './dropped-files.ts'

interface PickButtonProps extends ButtonProps {
  onFiles: (dropped: DroppedFiles) => void
  folder?: boolean
  label: string
  children?: ReactNode
}

export function PickButton({ onFiles, folder, label, children, ...rest }: PickButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...rest} onClick={() => input.current?.click()}>
        {children ?? label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={folder ? undefined : 'image/jpeg,image/png,image/webp,.jpg,.jpeg,.png,.webp'}
        // Known to every browser, not to React's types.
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const dropped = filesOfPicker(event.currentTarget.files)
          event.currentTarget.value = ''
          if (dropped.files.length > 0) onFiles(dropped)
        }}
      />
    </>
  )
}
