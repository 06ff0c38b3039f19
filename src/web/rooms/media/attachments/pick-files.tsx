// A button that opens the system's file dialog for attachments of one kind.
import { Button } from '@mantine/core'
import { useRef } from 'react'
import type { AttachmentKind } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { UploadIcon } from '../../../ui/icons.tsx'
import { acceptOf } from './kinds.ts'

interface PickFilesProps {
  kind: AttachmentKind
  multiple: boolean
  primary?: boolean
  onFiles: (files: File[]) => void
}

export function PickFiles({ kind, multiple, primary, onFiles }: PickFilesProps) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const label = t(multiple ? 'web.attachment.upload_files' : 'web.attachment.upload_file')
  return (
    <>
      <Button
        data-autofocus
        variant={primary ? 'filled' : 'default'}
        leftSection={<UploadIcon size={18} />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        multiple={multiple}
        accept={acceptOf(kind)}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
