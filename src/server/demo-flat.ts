// The demo's furnished flat: its files, its tour and its publication, through the same verbs that members use. A newer product brings
// a newer flat into an older data folder, but only while nobody has changed the tour: what somebody edited or deleted stays as it is.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { findNewestDetails, record } from '#rooms/audit/audit.ts'
import { addLocalAttachment, addLocalFile } from '#rooms/media/media.ts'
import { publicationsOf, publishTour, wasPublished } from '#rooms/publishing/publishing.ts'
import type { Member } from '#rooms/teams/teams.ts'
import { createTour, holdTour, type StoredTour, saveTour, selectTours } from '#rooms/tours/tours.ts'
import type { Tour } from '#tour/tour.ts'
import { readTour } from '#tour/upgrades.ts'

const folder = join(import.meta.dirname, '../../demo/flat')
export const demoSlug = 'demo'

/** By file name the id under which tour.json names what is made of it. */
const Files = z.strictObject({
  panoramas: z.record(z.string(), z.uuid()),
  attachments: z.record(z.string(), z.uuid()),
})

/** Who seeded what and when stands in the history; folders from before that hold the first save of the tour. */
const seeded = 'demo.seeded'
const firstSavedRevision = 2

interface Flat {
  tour: StoredTour
  isDeleted: boolean
}

/** The agency's oldest tour, also when somebody deleted it: what was deleted is not seeded again. */
export async function findFlat({ db }: Tools, { teamId }: Member): Promise<Flat | undefined> {
  const flats = await Promise.all(
    [false, true].map(async (isDeleted) =>
      (await selectTours(db, teamId, { deleted: isDeleted })).map((tour): Flat => ({ tour, isDeleted })),
    ),
  )
  return flats.flat().sort((a, b) => a.tour.createdAt.getTime() - b.tour.createdAt.getTime())[0]
}

export async function isFlatShown(tools: Tools, owner: Member): Promise<boolean> {
  const flat = await findFlat(tools, owner)
  return flat !== undefined && (await wasPublished(tools.db, flat.tour))
}

const seedingOf = (db: Db, { teamId, id }: StoredTour) =>
  findNewestDetails(db, { teamId, action: seeded, targetId: id })

/** Nothing was saved since the seeding. */
const isUntouched = (tour: StoredTour, seeding: Record<string, unknown> | undefined) =>
  tour.revision === (seeding?.revision ?? firstSavedRevision)

/** Adds the flat where there is none, and replaces one of an earlier edition. */
export async function seedFlat(tools: Tools, owner: Member): Promise<void> {
  const files = Files.parse(JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')))
  const edition = editionOf(['tour.json', ...Object.keys(files.panoramas), ...Object.keys(files.attachments)])
  const flat = await findFlat(tools, owner)
  if (flat) {
    const seeding = await seedingOf(tools.db, flat.tour)
    if (flat.isDeleted || seeding?.edition === edition || !isUntouched(flat.tour, seeding)) return
  }
  const document = await documentWithTheirFiles(tools, owner, files)
  await inTransaction(tools.db, async (tx) => {
    const now = tools.now()
    const tourId = flat?.tour.id ?? (await createTour(tx, owner, titleOf(document), document.defaultLanguage, now))
    const tour = await holdTour(tx, owner.teamId, tourId)
    const { revision } = await saveTour(tx, owner, tour, flat?.tour.revision ?? tour.revision, document, now)
    await recordSeeding(tx, owner, tourId, { revision, edition }, now)
  })
}

function recordSeeding(tx: Tx, owner: Member, tourId: string, details: Record<string, unknown>, at: Date) {
  const { teamId, personId } = owner
  return record(tx, { teamId, personId, action: seeded, targetId: tourId, details, at })
}

/** Another one as soon as a byte of the flat is another one. */
function editionOf(names: string[]): string {
  const hash = createHash('sha256')
  for (const name of names) hash.update(`${name}\n`).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

/** The flat's document names its files by ids of its own; here they become those of the files in this data folder. */
async function documentWithTheirFiles(tools: Tools, owner: Member, files: z.infer<typeof Files>): Promise<Tour> {
  let text = readFileSync(join(folder, 'tour.json'), 'utf8')
  for (const [fileName, id] of Object.entries(files.panoramas)) {
    const file = { ...owner, tourId: null, path: join(folder, fileName), fileName }
    text = text.replaceAll(id, await addLocalFile(tools, file, async () => {}))
  }
  for (const [fileName, id] of Object.entries(files.attachments)) {
    const file = { ...owner, path: join(folder, fileName), fileName }
    text = text.replaceAll(id, await addLocalAttachment(tools, file))
  }
  return readTour(JSON.parse(text))
}

const titleOf = (document: Tour) => document.title[document.defaultLanguage] ?? 'Demo'

const pollMilliseconds = 500

/**
 * Shows the flat as soon as its panoramas and attachments are ready: the first time, and again after a newer edition took the place of
 * the one that is shown. What was taken off stays off.
 */
export async function publishFlatWhenReady(tools: Tools, owner: Member, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const flat = await findFlat(tools, owner)
    if (!flat || flat.isDeleted) return
    const slug = await slugToPublish(tools.db, flat.tour)
    if (slug === undefined) return
    const isPublished = await inTransaction(tools.db, async (tx) => {
      const tour = await holdTour(tx, owner.teamId, flat.tour.id)
      await publishTour(tx, owner, tour, slug, tools.now())
    }).then(
      () => true,
      (error: unknown) => waitsForFiles(error),
    )
    if (isPublished) return
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds))
  }
}

/** Undefined where visitors see already what they should. */
async function slugToPublish(db: Db, tour: StoredTour): Promise<string | undefined> {
  const publication = (await publicationsOf(db, tour.teamId, [tour])).get(tour.id)
  if (!publication) return (await wasPublished(db, tour)) ? undefined : demoSlug
  const isBehind = publication.revision < tour.revision && isUntouched(tour, await seedingOf(db, tour))
  return isBehind ? publication.slug : undefined
}

function waitsForFiles(error: unknown): false {
  const codes = ['publishing.still_tiling', 'publishing.attachments_unready']
  if (error instanceof Error && codes.includes(error.message)) return false
  throw error
}
