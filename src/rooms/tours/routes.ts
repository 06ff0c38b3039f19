// The tours room over HTTP.

import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { thumbnailUrl } from '#rooms/media/media.ts'
import { TeamPath } from '#rooms/teams/contract.ts'
import { able, can, type Member } from '#rooms/teams/teams.ts'
import { panoramaOf } from '#tour/panoramas-of.ts'
import { assigneesOf, holdOwnTour, mayTouchTour, touchable } from './assigned.ts'
import type { PublicationState } from './contract.ts'
import { NewTour, SavedTour, SaveTour, TourCard, TourDetail, TourPath, ToursQuery } from './contract.ts'
import { type DamagedTour, findTour, type StoredTour, selectToursAndDamaged } from './store.ts'
import { createTour, deleteTour, restoreTour, saveTour } from './tours.ts'

/** The answer of the room above: which of these tours are published, and where. */
export type PublicationsOf = (
  db: Db,
  teamId: string,
  tours: StoredTour[],
) => Promise<Map<string, z.infer<typeof PublicationState>>>

export function tourRoutes(on: Routes, publicationsOf: PublicationsOf): void {
  on.get('/api/teams/:teamId/tours', {
    who: able('tours.view'),
    params: TeamPath,
    query: ToursQuery,
    reply: z.array(TourCard),
    answer: async ({ db, who, query }) => {
      const { tours, damaged } = await selectToursAndDamaged(db, who.teamId, {
        search: query.search,
        deleted: query.deleted === 'yes',
      })
      const ids = tours.map(({ id }) => id)
      const publications = await publicationsOf(db, who.teamId, tours)
      const assignees = await assigneesOf(db, who.teamId, ids)
      const own = can(who.role, 'tours.delete') ? await touchable(db, who, ids) : new Set()
      const cards = tours.map((tour) => ({
        ...card(tour, publications.get(tour.id) ?? null),
        assignees: assignees.get(tour.id) ?? [],
        mayDelete: own.has(tour.id),
      }))
      return [...cards, ...damaged.map(damagedCard)]
    },
  })

  on.post('/api/teams/:teamId/tours', {
    who: able('tours.edit'),
    params: TeamPath,
    body: NewTour,
    reply: TourDetail,
    answer: async ({ tx, who, body, now, reply }) => {
      const tourId = await createTour(tx, who, body.title, body.language, now)
      reply.code(201)
      return detail(tx, who, await findTour(tx, who.teamId, tourId), publicationsOf)
    },
  })

  on.get('/api/teams/:teamId/tours/:tourId', {
    who: able('tours.view'),
    params: TourPath,
    reply: TourDetail,
    answer: async ({ db, who, params }) =>
      detail(db, who, await findTour(db, who.teamId, params.tourId), publicationsOf),
  })

  on.put('/api/teams/:teamId/tours/:tourId', {
    who: able('tours.edit'),
    params: TourPath,
    body: SaveTour,
    reply: SavedTour,
    answer: async ({ tx, who, params, body, now }) => {
      const tour = await holdOwnTour(tx, who, params.tourId)
      return saveTour(tx, who, tour, body.revision, body.document, now)
    },
  })

  on.put('/api/teams/:teamId/tours/:tourId/deletion', {
    who: able('tours.delete'),
    params: TourPath,
    answer: async ({ tx, who, params, now }) => {
      const tour = await holdOwnTour(tx, who, params.tourId)
      await deleteTour(tx, who, tour, now)
    },
  })

  on.delete('/api/teams/:teamId/tours/:tourId/deletion', {
    who: able('tours.delete'),
    params: TourPath,
    answer: async ({ tx, who, params, now }) => {
      if (!(await mayTouchTour(tx, who, params.tourId))) throw new Refusal('forbidden', 'tours.not_assigned')
      await restoreTour(tx, who, params.tourId, now)
    },
  })
}

const startScene = ({ document }: StoredTour) =>
  document.scenes.find((scene) => scene.id === document.start) ?? document.scenes[0]

function card(
  tour: StoredTour,
  publication: z.infer<typeof PublicationState> | null,
): Omit<z.infer<typeof TourCard>, 'assignees' | 'mayDelete'> {
  const scene = startScene(tour)
  const panorama = scene && panoramaOf(scene)
  return {
    id: tour.id,
    title: tour.document.title,
    sceneCount: tour.document.scenes.length,
    isDamaged: false,
    thumbnailUrl: panorama ? thumbnailUrl(tour.teamId, panorama) : null,
    publication,
    updatedAt: tour.updatedAt.toISOString(),
    createdAt: tour.createdAt.toISOString(),
  }
}

const damagedCard = ({ id, title, createdAt, updatedAt }: DamagedTour): z.input<typeof TourCard> => ({
  ...{ id, title, sceneCount: 0, isDamaged: true, thumbnailUrl: null, publication: null, assignees: [] },
  ...{ mayDelete: false, updatedAt: updatedAt.toISOString(), createdAt: createdAt.toISOString() },
})

async function detail(
  db: Db,
  who: Member,
  tour: StoredTour,
  publicationsOf: PublicationsOf,
): Promise<z.input<typeof TourDetail>> {
  const publications = await publicationsOf(db, tour.teamId, [tour])
  const isOwn = await mayTouchTour(db, who, tour.id)
  return {
    id: tour.id,
    revision: tour.revision,
    document: tour.document,
    publication: publications.get(tour.id) ?? null,
    assignees: (await assigneesOf(db, tour.teamId, [tour.id])).get(tour.id) ?? [],
    updatedAt: tour.updatedAt.toISOString(),
    abilities: {
      edit: isOwn && can(who.role, 'tours.edit'),
      publish: isOwn && can(who.role, 'tours.publish'),
      delete: isOwn && can(who.role, 'tours.delete'),
      assign: !who.support && can(who.role, 'tours.assign'),
    },
  }
}
