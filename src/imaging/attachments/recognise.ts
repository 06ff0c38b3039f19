// Which kind of attachment a file is, by its first bytes; by its name only where bytes say nothing. Decides no more than which
// workshop looks at it: that one refuses what it can't use.
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import type { AttachmentKind } from '#tour/published.ts'

const lookBytes = 512

export async function recognise(path: string, fileName: string): Promise<AttachmentKind> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lookBytes), 0, lookBytes, 0)
    return kindOfBytes(buffer.subarray(0, bytesRead), extname(fileName).toLowerCase())
  } finally {
    await file.close()
  }
}

const magics: [offset: number, magic: string, kind: AttachmentKind][] = [
  [0, '\u00ff\u00d8\u00ff', 'picture'],
  [0, '\u0089PNG\r\n', 'picture'],
  [0, 'GIF8', 'picture'],
  [0, 'II*\0', 'picture'],
  [0, 'MM\0*', 'picture'],
  [8, 'WEBP', 'picture'],
  [8, 'WAVE', 'sound'],
  [8, 'AVI ', 'video'],
  [0, '\u001a\u0045\u00df\u00a3', 'video'],
  [0, 'ID3', 'sound'],
  [0, 'OggS', 'sound'],
  [0, 'fLaC', 'sound'],
  [0, 'FORM', 'sound'],
  [0, 'glTF', 'model'],
  [0, 'ply\n', 'splat'],
  [0, 'ply\r', 'splat'],
  [0, 'NGSP', 'splat'],
]

const extensions: Record<string, AttachmentKind> = {
  '.vtt': 'captions',
  '.srt': 'captions',
  '.sog': 'splat',
  '.spz': 'splat',
  '.splat': 'splat',
  '.ksplat': 'splat',
  '.ply': 'splat',
  '.glb': 'model',
  '.gltf': 'model',
  '.obj': 'model',
  '.fbx': 'model',
  '.mp3': 'sound',
  '.aac': 'sound',
  '.wma': 'sound',
  '.wav': 'sound',
  '.m4a': 'sound',
  '.mp4': 'video',
  '.mov': 'video',
  '.wmv': 'video',
  '.flv': 'video',
  '.ts': 'video',
  '.webm': 'video',
}

/** Extensions that win where the bytes are those of a container that holds anything. */
const packed = new Set(['.spz', '.sog'])

export function kindOfBytes(start: Buffer, extension: string): AttachmentKind {
  const text = start.toString('latin1')
  const iso = isoKind(text)
  if (iso) return iso
  const known = magics.find(([offset, magic]) => text.startsWith(magic, offset))
  if (known) return known[2]
  const isPacked = text.startsWith('PK\u0003\u0004') || text.startsWith('\u001f\u008b')
  if (isPacked && packed.has(extension)) return 'splat'
  if (/^(\u00ef\u00bb\u00bf)?WEBVTT/.test(text)) return 'captions'
  return extensions[extension] ?? (isMpegFrame(start) ? 'sound' : 'picture')
}

/** ISO media files tell their kind by brand. */
function isoKind(text: string): AttachmentKind | undefined {
  if (text.slice(4, 8) !== 'ftyp') return undefined
  const brand = text.slice(8, 12)
  if (/^(avi[fs]|hei[cfxms]|hev[cx]|mif1|msf1)$/.test(brand)) return 'picture'
  return /^(M4A|M4B)/.test(brand) ? 'sound' : 'video'
}

const isMpegFrame = (start: Buffer) => start[0] === 0xff && ((start[1] ?? 0) & 0xe0) === 0xe0
