// The files of a drop or of a picker, folders opened, in the order of their names; and a name for what was dropped.
import { isClutter } from './upload-queue.ts'

export interface DroppedFiles {
  files: File[]
  /** Name of the one folder that was dropped, if it was one. */
  folderName?: string
}

/** Must be called within the drop event: afterwards the browser takes the items back. */
export async function filesOfDrop(transfer: DataTransfer): Promise<DroppedFiles> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return { files: inOrder([...transfer.files]) }
  const folder = entries.length === 1 && entries[0]?.isDirectory ? entries[0].name : undefined
  const lists = await Promise.all(entries.map(filesOfEntry))
  return { files: inOrder(lists.flat()), folderName: folder }
}

export function filesOfPicker(list: FileList | null): DroppedFiles {
  const files = inOrder([...(list ?? [])])
  const folders = new Set(files.map((file) => file.webkitRelativePath.split('/')[0]))
  const [folder] = folders
  return { files, folderName: folders.size === 1 && folder ? folder : undefined }
}

async function filesOfEntry(entry: FileSystemEntry): Promise<File[]> {
  if (isFileEntry(entry)) {
    return new Promise((resolve) =>
      entry.file(
        (file) => resolve([file]),
        () => resolve([]),
      ),
    )
  }
  if (!isDirectoryEntry(entry)) return []
  const reader = entry.createReader()
  const found: File[] = []
  // A reader answers at most a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])))
    if (part.length === 0) return found
    found.push(...(await Promise.all(part.map(filesOfEntry))).flat())
  }
}

const isFileEntry = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectoryEntry = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

function inOrder(files: File[]): File[] {
  const compare = new Intl.Collator(undefined, { numeric: true }).compare
  return files.filter((file) => !isClutter(file.name)).sort((a, b) => compare(a.name, b.name))
}
