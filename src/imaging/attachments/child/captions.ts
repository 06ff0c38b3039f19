// Captions: SubRip or WebVTT in, WebVTT in UTF-8 out. Styles are left behind: the viewer has its own.
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DerivedAttachment, DeriveOrder } from '../contract.ts'
import { AttachmentRefusal } from '../refusal.ts'
import { megabyte, refuseLarge } from './bytes.ts'

const maximumMegabytes = 1

export async function deriveCaptions({ path, outputFolder }: DeriveOrder): Promise<DerivedAttachment> {
  const { size } = await stat(path)
  if (size === 0) throw new AttachmentRefusal('empty')
  if (size > maximumMegabytes * megabyte) refuseLarge(size, maximumMegabytes)
  const target = join(outputFolder, 'captions.vtt')
  await writeFile(target, toWebVtt(decode(await readFile(path))))
  return { kind: 'captions', file: { path: target, type: 'text/vtt; charset=utf-8' } }
}

function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new AttachmentRefusal('captions_encoding')
  }
}

const time = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})$/
const timing = /^\s*([\d:.,]+)\s+-->\s+([\d:.,]+)(.*)$/

/** Only cues are carried over, in blocks parted by empty lines: an optional name, a timing, lines of text. */
export function toWebVtt(text: string): string {
  const isSubRip = !/^\s*WEBVTT/.test(text)
  const blocks = text
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
  const cues = blocks.flatMap((block) => cueOf(block, isSubRip))
  if (cues.length === 0) throw new AttachmentRefusal('captions_none')
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}

function cueOf(block: string, isSubRip: boolean): string[] {
  const lines = block.split('\n').filter((line) => line.trim() !== '')
  const at = lines.findIndex((line) => timing.test(line))
  const [, from = '', to = '', settings = ''] = timing.exec(lines[at] ?? '') ?? []
  const [begin, end] = [instant(from), instant(to)]
  const words = lines.slice(at + 1).map((line) => (isSubRip ? subRipLine(line) : line))
  if (at < 0 || begin === undefined || end === undefined || words.length === 0) return []
  return [[`${begin} --> ${end}${isSubRip ? '' : settings.trimEnd()}`, ...words].join('\n')]
}

function instant(text: string): string | undefined {
  const [, hours = '0', minutes = '', seconds = '', thousandths = ''] = time.exec(text) ?? []
  if (minutes === '' || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}:${seconds}.${thousandths.padEnd(3, '0')}`
}

/** SubRip knows italics, bold and underline; whatever else stands in angle brackets is text. */
const subRipLine = (line: string) =>
  line
    // Neither goes on behind the next beginning: without that, a line of beginnings takes the square of its length.
    .replace(/<\/?font[^<>]*>|\{\\[^{}]*\}/gi, '')
    .replace(/&(?!\w+;)/g, '&amp;')
    .replace(/<(?!\/?[ibu]>)/gi, '&lt;')
    .replaceAll('-->', '→')
