// The smallest real panorama: one level of six 256 px tiles in an archive, and the row of a finished panorama that names it.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Insertable } from 'kysely'
import sharp from 'sharp'
import { writeArchive } from '#imaging/archive.ts'
import { newId } from '#platform/ids.ts'
import type { Tables } from '#platform/tables.ts'
import { faces, type Pyramid, tileName } from '#tour/pyramid.ts'

const pyramid: Pyramid = { tilePx: 256, levels: 1, format: 'jpg' }

export async function smallArchive(teamId: string, tourId: string | undefined) {
  const id = newId()
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const picture = sharp({ create: { width: 256, height: 256, channels: 3, background: { r, g, b } } })
  const data = await picture.clone().jpeg().toBuffer()
  const thumbnail = await picture.clone().webp().toBuffer()
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-archive-'))
  const file = join(folder, 'archive.zip')
  const entries = faces.map((face) => ({ name: tileName('jpg', 1, face, 0, 0), data }))
  const { sha256, sizeBytes } = await writeArchive(file, entries)
  const bytes = await readFile(file)
  await rm(folder, { recursive: true })
  const at = new Date()
  const row: Insertable<Tables['panorama']> = {
    team_id: teamId,
    id,
    tour_id: tourId ?? null,
    batch: '',
    file_name: 'hall.jpg',
    state: 'ready',
    stage: null,
    progress: 1,
    refusal_code: null,
    refusal_details: null,
    width_px: 1024,
    height_px: 512,
    projection: 'equirectangular',
    preview_archive: null,
    preview_pyramid: null,
    preview_strip: 'data:image/webp;base64,',
    archive: sha256,
    archive_size_bytes: sizeBytes,
    pyramid: JSON.stringify(pyramid),
    limits: null,
    metadata: '{}',
    private_metadata: JSON.stringify({ gps: { latitudeDegrees: 51.128, longitudeDegrees: 71.43 } }),
    created_by: null,
    created_at: at,
    updated_at: at,
  }
  return { id, row, archive: sha256, bytes, thumbnail, tile: data }
}
