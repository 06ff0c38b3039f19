// Opens a stored tour document of any released format. Documents are upgraded when they are read, never migrated in place.
import { Tour } from './tour.ts'

type Upgrade = (document: Record<string, unknown>) => Record<string, unknown>

/** One entry per format step, oldest first, never edited once released: entry 0 turns format 1 into format 2. */
const upgrades: Upgrade[] = []

export const newestFormat = 1

/** @throws {z.ZodError} when the document is not a tour; Error when it is newer than this software. */
export function readTour(stored: unknown): Tour {
  let document = stored
  while (isObject(document) && typeof document.format === 'number' && document.format < newestFormat) {
    const upgrade = upgrades[document.format - 1]
    if (!upgrade) break
    document = upgrade(document)
  }
  if (isObject(document) && typeof document.format === 'number' && document.format > newestFormat)
    throw new Error(`This tour has format ${document.format}; this software knows formats up to ${newestFormat}.`)
  return Tour.parse(document)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
