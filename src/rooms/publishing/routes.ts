// The publishing room over HTTP, for the team. What visitors get is in public-routes.ts.
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { termsInForce } from '#rooms/legal/legal.ts'
import { able } from '#rooms/teams/teams.ts'
import { TourPath } from '#rooms/tours/contract.ts'
import { findTour, holdOwnTour, type StoredTour } from '#rooms/tours/tours.ts'
import { Publication, PublishTour, SlugSuggestion, TourVersion } from './contract.ts'
import { publicationsOf, publishTour, suggestSlug, unpublishTour } from './publishing.ts'
import { listVersions } from './store.ts'

export function publishingRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/tours/:tourId/slug-suggestion', {
    who: able('tours.view'),
    params: TourPath,
    reply: SlugSuggestion,
    answer: async ({ db, who, params }) => ({
      slug: await suggestSlug(db, await findTour(db, who.teamId, params.tourId)),
    }),
  })

  on.get('/api/teams/:teamId/tours/:tourId/publication', {
    who: able('tours.view'),
    params: TourPath,
    reply: Publication,
    answer: async ({ db, who, params }) => describe(db, await findTour(db, who.teamId, params.tourId)),
  })

  on.put('/api/teams/:teamId/tours/:tourId/publication', {
    who: able('tours.publish'),
    params: TourPath,
    body: PublishTour,
    reply: Publication,
    answer: async ({ tx, who, params, body, now }) => {
      const tour = await holdOwnTour(tx, who, params.tourId)
      await refuseUnwarranted(tx, body.warranty, now)
      await publishTour(tx, who, tour, body.slug, now)
      return describe(tx, tour)
    },
  })

  on.delete('/api/teams/:teamId/tours/:tourId/publication', {
    who: able('tours.unpublish'),
    params: TourPath,
    answer: async ({ tx, who, params, now }) => {
      const tour = await holdOwnTour(tx, who, params.tourId)
      await unpublishTour(tx, who, tour, now)
    },
  })

  on.get('/api/teams/:teamId/tours/:tourId/versions', {
    who: able('tours.view'),
    params: TourPath,
    reply: z.array(TourVersion),
    answer: async ({ db, who, params }) => {
      const tour = await findTour(db, who.teamId, params.tourId)
      const versions = await listVersions(db, tour.teamId, tour.id)
      return versions.map((version) => ({
        number: version.number,
        sha256: version.sha256,
        publishedAt: version.published_at.toISOString(),
        publishedBy: version.published_by_name,
      }))
    },
  })
}

/** Whoever publishes warrants their rights, by naming the version of the terms that says so. Without terms in force nothing is asked. */
async function refuseUnwarranted(db: Db, warranty: number | undefined, now: Date): Promise<void> {
  const inForce = await termsInForce(db, now)
  if (inForce !== undefined && warranty !== inForce) throw new Refusal('conflict', 'legal.warrant_first')
}

export const pagePath = (slug: string) => `/t/${slug}`
export const embedPath = (slug: string) => `/embed/${slug}`

async function describe(db: Db, tour: StoredTour): Promise<z.infer<typeof Publication>> {
  const publication = (await publicationsOf(db, tour.teamId, [tour])).get(tour.id)
  if (!publication) throw new Refusal('not_found', 'publishing.not_published')
  return {
    slug: publication.slug,
    url: pagePath(publication.slug),
    embedUrl: embedPath(publication.slug),
    version: publication.version,
    sha256: publication.sha256,
    publishedAt: publication.publishedAt.toISOString(),
    changedSince: publication.revision !== tour.revision,
  }
}

/** What a card in the list of tours says about publication. */
export async function publicationStates(db: Db, teamId: string, tours: StoredTour[]) {
  const revisions = new Map(tours.map((tour) => [tour.id, tour.revision]))
  const publications = await publicationsOf(db, teamId, tours)
  return new Map(
    [...publications].map(([tourId, publication]) => [
      tourId,
      {
        slug: publication.slug,
        url: pagePath(publication.slug),
        version: publication.version,
        publishedAt: publication.publishedAt.toISOString(),
        changedSince: publication.revision !== revisions.get(tourId),
      },
    ]),
  )
}
