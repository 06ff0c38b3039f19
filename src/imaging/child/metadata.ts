// The whitelist: the few facts of EXIF and XMP that Panoqor keeps. Everything else in them is never read further, and nothing of
// them enters a derived file.
import exifr from 'exifr'
import type { PanoramaMetadata, PrivateMetadata } from '../contract.ts'
import type { Header } from './header.ts'

export interface FileFacts {
  /** EXIF orientation 1…8. */
  orientation: number
  /** GPano fields of the XMP packet, by name without prefix. */
  gpano: Map<string, string>
  metadata: PanoramaMetadata
  privateMetadata: PrivateMetadata
}

export async function readFacts(header: Header): Promise<FileFacts> {
  const exif = await readExif(header.exif)
  const gpano = readGpano(header.xmp)
  return {
    orientation: exif.orientation,
    gpano,
    metadata: { camera: exif.camera, capturedAt: exif.capturedAt, ...readPose(gpano) },
    privateMetadata: { gps: exif.gps },
  }
}

interface ExifFacts {
  orientation: number
  camera?: string
  capturedAt?: string
  gps?: PrivateMetadata['gps']
}

async function readExif(block: Buffer | undefined): Promise<ExifFacts> {
  if (!block || block.length < 8) return { orientation: 1 }
  const parsed: unknown = await exifr
    .parse(block, {
      ifd0: { pick: ['Make', 'Model', 'Orientation'] },
      exif: { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'] },
      gps: {
        pick: ['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef', 'GPSAltitude', 'GPSAltitudeRef'],
      },
      ifd1: false,
      interop: false,
      makerNote: false,
      userComment: false,
      xmp: false,
      icc: false,
      iptc: false,
      translateValues: false,
      reviveValues: false,
      mergeOutput: true,
    })
    // Damaged EXIF is common and harmless: the picture is what counts.
    .catch(() => undefined)
  if (typeof parsed !== 'object' || parsed === null) return { orientation: 1 }
  const field = (name: string): unknown => Reflect.get(parsed, name)
  const orientation = Number(field('Orientation') ?? 1)
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    camera: cameraName(field('Make'), field('Model')),
    capturedAt: isoTime(field('DateTimeOriginal'), field('OffsetTimeOriginal')),
    gps: readGps(field),
  }
}

function cleanText(value: unknown): string {
  return typeof value === 'string'
    ? value
        .replace(/[\p{C}\s]+/gu, ' ')
        .trim()
        .slice(0, 60)
    : ''
}

/** Maker and model; many models repeat their maker. */
function cameraName(make: unknown, model: unknown): string | undefined {
  const maker = cleanText(make)
  const name = cleanText(model)
  if (name.toLowerCase().startsWith(maker.toLowerCase())) return name || undefined
  return `${maker} ${name}`.trim() || undefined
}

/** EXIF writes `2026:03:14 09:26:53`; the zone is a field of its own and often missing. */
function isoTime(time: unknown, zone: unknown): string | undefined {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(cleanText(time))
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  if (Number.isNaN(Date.parse(`${local}Z`))) return undefined
  const offset = /^[+-]\d\d:\d\d$/.exec(cleanText(zone))
  return offset ? local + offset[0] : local
}

function readGps(field: (name: string) => unknown): PrivateMetadata['gps'] {
  const latitudeDegrees = Number(field('latitude') ?? Number.NaN)
  const longitudeDegrees = Number(field('longitude') ?? Number.NaN)
  if (!(Math.abs(latitudeDegrees) <= 90 && Math.abs(longitudeDegrees) <= 180)) return undefined
  const metres = Number(field('GPSAltitude') ?? Number.NaN)
  if (!Number.isFinite(metres)) return { latitudeDegrees, longitudeDegrees }
  const reference: unknown = field('GPSAltitudeRef')
  const below = reference === 1 || (reference instanceof Uint8Array && reference[0] === 1)
  return { latitudeDegrees, longitudeDegrees, altitudeMetres: below ? -metres : metres }
}

/** XMP writes a field either as an attribute or as an element. */
function readGpano(xmp: string | undefined): Map<string, string> {
  const fields = new Map<string, string>()
  for (const match of (xmp ?? '').matchAll(/GPano:(\w{1,40})\s*(?:=\s*["']([^"'<>]{0,60})["']|>([^<]{0,60})<)/g)) {
    const [, name = '', attribute, element] = match
    if (!fields.has(name)) fields.set(name, (attribute ?? element ?? '').trim())
  }
  return fields
}

function readPose(gpano: Map<string, string>): Pick<PanoramaMetadata, 'headingDegrees' | 'tilt'> {
  const number = (name: string, limit: number) => {
    const text = gpano.get(name)
    const value = text ? Number(text) : Number.NaN
    return Math.abs(value) <= limit ? value : undefined
  }
  const heading = number('PoseHeadingDegrees', 360)
  const pitchDegrees = number('PosePitchDegrees', 90)
  const rollDegrees = number('PoseRollDegrees', 180)
  const tilted = pitchDegrees !== undefined || rollDegrees !== undefined
  return {
    headingDegrees: heading === undefined ? undefined : (heading + 360) % 360,
    tilt: tilted ? { pitchDegrees: pitchDegrees ?? 0, rollDegrees: rollDegrees ?? 0 } : undefined,
  }
}
