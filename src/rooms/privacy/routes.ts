// One's own data and its deletion, over HTTP. Reading what is kept of oneself works whatever the operator restricts and before any terms
// are accepted; what takes data along or deletes it asks for a proof of identity first.
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { anyone, type Routes } from '#platform/http.ts'
import { sha256 } from '#platform/ids.ts'
import { rangeOf } from '#platform/ranges.ts'
import { Refusal } from '#platform/refusal.ts'
import { countAttempt, describePerson, personBeforeTerms, proven } from '#rooms/accounts/accounts.ts'
import { able, listMemberships, type Member, memberThoughHeld } from '#rooms/teams/teams.ts'
import { AskOperator, DeleteAccount, Download, MyData, Token } from './contract.ts'
import { findPending, findPendingByToken, listPending, type PendingErasure } from './erasure-rows.ts'
import { onlyOwnerOf, scheduleAccountErasure, scheduleTeamErasure, undoErasure } from './erasures.ts'
import { findExport, listExports, openByLink, openOwn, orderExport, refuseUnlessOpen } from './exports.ts'
import { registerRequest, requestsOf } from './requests.ts'

const ExportPath = z.object({ exportId: z.uuid() })
const ErasurePath = z.object({ erasureId: z.uuid() })
const TeamPath = z.object({ teamId: z.uuid() })
const Grant = z.object({ grant: z.string().max(100).default('') })

/** Each has a day by which the operator must answer it. */
const requestsPerDay = { atMost: 10, windowSeconds: 86_400 }
/** Each holds everything once more, for days. */
const exportsPerDay = { atMost: 5, windowSeconds: 86_400 }
const countExport = (db: Db, subjectId: string, now: Date) =>
  countAttempt(db, [{ bucket: `export:${subjectId}`, ...exportsPerDay }], now)

export function privacyRoutes(on: Routes): void {
  overviewRoutes(on)
  exportRoutes(on)
  deletionRoutes(on)
}

function overviewRoutes(on: Routes): void {
  on.get('/api/account/data', {
    who: personBeforeTerms,
    reply: MyData,
    answer: async ({ db, who: { personId } }) => {
      const [exports, teams, alone] = await Promise.all([
        listExports(db, personId),
        listMemberships(db, personId),
        onlyOwnerOf(db, personId),
      ])
      const person = await describePerson(db, personId)
      const erasures = await listPending(db, [personId, ...teams.map(({ id }) => id)])
      const nameOf = (id: string) => teams.find((team) => team.id === id)?.name ?? person.name
      return {
        exports: exports.map((row) => ({
          ...{
            id: row.id,
            kind: row.subject_kind,
            name: row.team ?? person.name,
            state: row.state,
            sha256: row.sha256,
          },
          ...{
            sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
            createdAt: row.created_at.toISOString(),
          },
          ...{ expiresAt: row.expires_at?.toISOString() ?? null, isDownloaded: row.downloaded_at !== null },
        })),
        erasures: erasures.map(({ id, subject, dueAt, heldUp, orderedBecause }) => ({
          ...{ id, kind: subject.kind, subjectId: subject.id, name: nameOf(subject.id) },
          ...{ dueAt: dueAt.toISOString(), heldUp, orderedBecause },
        })),
        onlyOwnerOf: alone,
        ownedTeams: teams.filter(({ role }) => role === 'owner').map(({ id, name }) => ({ id, name })),
        requests: await requestsOf(db, personId),
      }
    },
  })

  on.post('/api/account/data/requests', {
    who: personBeforeTerms,
    body: AskOperator,
    prepare: ({ db, who, now }) =>
      countAttempt(db, [{ bucket: `data-request:${who.personId}`, ...requestsPerDay }], now),
    answer: async ({ tx, who: { personId }, body, now, reply }) => {
      const { name, email, language } = await describePerson(tx, personId)
      const person = { personId, name, email, language }
      await registerRequest(tx, {
        ...body,
        ...person,
        channel: 'account',
        receivedAt: now,
        registeredBy: null,
        at: now,
      })
      reply.code(201)
    },
  })
}

function exportRoutes(on: Routes): void {
  on.post('/api/account/exports', {
    who: proven(personBeforeTerms),
    prepare: ({ db, who, now }) => countExport(db, who.personId, now),
    answer: async ({ tx, tools, who: { personId: by }, now, reply }) => {
      await orderExport(tx, tools, { subject: { kind: 'person', id: by }, by, at: now })
      reply.code(202)
    },
  })
  on.post('/api/teams/:teamId/exports', {
    who: proven(able('team.export')),
    params: TeamPath,
    prepare: ({ db, who, now }) => countExport(db, who.teamId, now),
    answer: async ({ tx, tools, who: { personId: by, teamId: id }, now, reply }) => {
      await orderExport(tx, tools, { subject: { kind: 'team', id }, by, at: now })
      reply.code(202)
    },
  })
  on.post('/api/account/exports/by-link', {
    who: personBeforeTerms,
    body: Token,
    reply: Download,
    answer: async ({ tx, who, body, now }) => ({ url: await openByLink(tx, body.token, who.personId, now) }),
  })
  on.post('/api/account/exports/:exportId/downloads', {
    who: proven(personBeforeTerms),
    params: ExportPath,
    reply: Download,
    answer: async ({ tx, who, params, now }) => ({ url: await openOwn(tx, params.exportId, who.personId, now) }),
  })
  on.raw('GET', '/api/account/exports/:exportId/file', {
    who: personBeforeTerms,
    params: ExportPath,
    query: Grant,
    answer: async ({ db, tools, who: { personId }, params, query, now, request, reply }) => {
      const row = await findExport(db, params.exportId)
      const granted = row?.download_sha256?.equals(sha256(query.grant)) && row.requested_by === personId
      if (!row || !granted || !row.storage_key) throw new Refusal('not_found', 'http.not_found')
      await refuseUnlessOpen(db, row, personId, now)
      const sizeBytes = Number(row.size_bytes)
      const etag = `"${row.sha256}"`
      reply.headers({
        ...{ 'content-type': 'application/zip', 'accept-ranges': 'bytes', etag, 'cache-control': 'private, no-store' },
        'content-disposition': `attachment; filename="panoqor-${row.created_at.toISOString().slice(0, 10)}.zip"`,
      })
      const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
      const range = isSame ? rangeOf(request.headers.range, sizeBytes) : undefined
      if (range === 'unsatisfiable')
        return reply.code(416).header('content-range', `bytes */${sizeBytes}`).removeHeader('content-type').send()
      if (range) reply.code(206).header('content-range', contentRange(range, sizeBytes))
      reply.header('content-length', range?.length ?? sizeBytes)
      if (request.method === 'HEAD') return reply.send(Readable.from([]))
      return reply.send(await tools.storage.open(row.storage_key, range))
    },
  })
}

const contentRange = ({ start, length }: { start: number; length: number }, sizeBytes: number): string =>
  `bytes ${start}-${start + length - 1}/${sizeBytes}`

function deletionRoutes(on: Routes): void {
  on.post('/api/account/deletion', {
    who: proven(personBeforeTerms),
    body: DeleteAccount,
    answer: async ({ tx, tools, who: { personId }, body, now, reply }) => {
      await scheduleAccountErasure(tx, tools, { personId, teamIds: body.teamIds, at: now })
      reply.code(202)
    },
  })
  on.post('/api/teams/:teamId/deletion', {
    who: proven(able('team.delete')),
    params: TeamPath,
    answer: async ({ tx, tools, who, now, reply }) => {
      await scheduleTeamErasure(tx, tools, who.teamId, who.personId, now)
      reply.code(202)
    },
  })
  // The team is read-only while it waits for its deletion: taking it back must work all the same.
  on.delete('/api/teams/:teamId/deletion', {
    who: memberThoughHeld,
    params: TeamPath,
    answer: async ({ tx, who, now }) => {
      const erasure = await findPending(tx, mustOwn(who).teamId)
      if (!erasure) throw new Refusal('not_found', 'http.not_found')
      await undoErasure(tx, erasure, who.personId, now)
    },
  })
  on.delete('/api/account/erasures/:erasureId', {
    who: personBeforeTerms,
    params: ErasurePath,
    answer: async ({ tx, who: { personId }, params, now }) => {
      const mine = await findMine(tx, personId, params.erasureId)
      if (!mine) throw new Refusal('not_found', 'http.not_found')
      await undoErasure(tx, mine, personId, now)
    },
  })
  on.post('/api/erasures/undo', {
    who: anyone,
    body: Token,
    answer: async ({ tx, body, now }) => {
      const erasure = await findPendingByToken(tx, sha256(body.token))
      if (!erasure) throw new Refusal('gone', 'my_data.undo_over')
      await undoErasure(tx, erasure, null, now)
    },
  })
}

function mustOwn(who: Member): Member {
  if (who.role !== 'owner') throw new Refusal('forbidden', 'teams.role_cannot', { role: who.role })
  return who
}

/** One's own account, or a team that one owns. */
async function findMine(
  db: Parameters<typeof listPending>[0],
  personId: string,
  erasureId: string,
): Promise<PendingErasure | undefined> {
  const teams = (await listMemberships(db, personId)).filter(({ role }) => role === 'owner')
  const pending = await listPending(db, [personId, ...teams.map(({ id }) => id)])
  return pending.find(({ id }) => id === erasureId)
}
