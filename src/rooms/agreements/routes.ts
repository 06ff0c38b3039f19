// The agreements room over HTTP: a team reads its own, the operator's staff make, sign and end them. The policies are handed in: this room
// stands below the teams. The signed papers are private and leave only to those who may read the agreement.
import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Db, inTransaction } from '#platform/db.ts'
import type { Routes, Who } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Storage } from '#platform/storage/storage.ts'
import { dayOf, termsInForce } from '#rooms/legal/legal.ts'
import {
  addFile,
  agreementOf,
  changeAgreement,
  discardAgreement,
  draftAgreement,
  endAgreement,
  limitOf,
  signAgreement,
} from './agreements.ts'
import {
  type Agreement,
  AgreementFilePath,
  AgreementPath,
  DeskAgreement,
  EndAgreement,
  largestFileBytes,
  NewAgreement,
  SaveAgreement,
  TeamTerms,
} from './contract.ts'
import { type AgreementRow, findAgreement, namesOfTeams, selectAgreements, selectFiles, stateOf } from './store.ts'

interface Asker {
  personId: string
}

export interface AgreementPolicies {
  team: Who<Asker & { teamId: string }>
  read: Who<Asker>
  write: Who<Asker>
  /** Who may write and proved lately that it is them. */
  sign: Who<Asker>
}

const TeamPath = z.object({ teamId: z.uuid() })

export function agreementRoutes(on: Routes, policies: AgreementPolicies): void {
  teamRoutes(on, policies)
  deskRoutes(on, policies)
  fileRoutes(on, policies)
}

function teamRoutes(on: Routes, { team }: Pick<AgreementPolicies, 'team'>): void {
  on.get('/api/teams/:teamId/agreement', {
    who: team,
    params: TeamPath,
    reply: TeamTerms,
    answer: async ({ db, who, tools, now }) => {
      const agreement = await agreementOf(db, who.teamId, now)
      const [shown] = agreement ? await withFiles(db, [agreement], now) : []
      const { teamQuotaBytes } = tools.config
      const storage = await limitOf(db, who.teamId, 'storageLimitBytes', teamQuotaBytes, now)
      return {
        agreement: shown ?? null,
        termsVersion: (await termsInForce(db, now)) ?? null,
        storage: { limitBytes: storage.value, fromAgreement: storage.fromAgreement },
      }
    },
  })

  on.raw('GET', '/api/teams/:teamId/agreements/:agreementId/files/:sha256', {
    who: team,
    params: TeamPath.extend(AgreementFilePath.shape),
    answer: async ({ db, who, params, tools, reply }) => {
      const agreement = await findAgreement(db, params.agreementId)
      if (agreement?.teamId !== who.teamId || !agreement.signedAt) throw new Refusal('not_found', 'http.not_found')
      return sendPaper(db, tools.storage, params, reply)
    },
  })
}

/** Agreements as they are read, each with its papers. */
async function withFiles(db: Db, agreements: AgreementRow[], now: Date): Promise<z.input<typeof Agreement>[]> {
  const files = await selectFiles(
    db,
    agreements.map(({ id }) => id),
  )
  return agreements.map((agreement) => ({
    ...agreement,
    state: stateOf(agreement, dayOf(now)),
    files: files
      .filter((file) => file.agreement_id === agreement.id)
      .map((file) => ({
        ...{ sha256: file.sha256, fileName: file.file_name, addedAt: file.added_at },
        sizeBytes: Number(file.size_bytes),
      })),
  }))
}

async function onDesk(db: Db, agreements: AgreementRow[], now: Date): Promise<z.input<typeof DeskAgreement>[]> {
  const names = await namesOfTeams(db, [...new Set(agreements.map(({ teamId }) => teamId))])
  const shown = await withFiles(db, agreements, now)
  return shown.map((agreement) => ({ ...agreement, teamName: names.get(agreement.teamId) ?? null }))
}

async function describe(db: Db, agreementId: string, now: Date) {
  const agreement = await findAgreement(db, agreementId)
  const [shown] = agreement ? await onDesk(db, [agreement], now) : []
  if (!shown) throw new Refusal('not_found', 'http.not_found')
  return shown
}

function deskRoutes(on: Routes, { read, write, sign }: AgreementPolicies): void {
  on.get('/api/desk/agreements', {
    who: read,
    query: z.object({ teamId: z.uuid().optional() }),
    reply: z.array(DeskAgreement),
    answer: async ({ db, query, now }) => onDesk(db, await selectAgreements(db, query.teamId), now),
  })

  on.get('/api/desk/agreements/:agreementId', {
    who: read,
    params: AgreementPath,
    reply: DeskAgreement,
    answer: ({ db, params, now }) => describe(db, params.agreementId, now),
  })

  on.post('/api/desk/agreements', {
    who: write,
    body: NewAgreement,
    reply: DeskAgreement,
    answer: async ({ tx, who, body, reply, now }) => {
      const id = await draftAgreement(tx, body.teamId, body.agreement, who.personId, now)
      reply.code(201)
      return describe(tx, id, now)
    },
  })

  on.put('/api/desk/agreements/:agreementId', {
    who: write,
    params: AgreementPath,
    body: SaveAgreement,
    reply: DeskAgreement,
    answer: async ({ tx, who, params, body, now }) => {
      await changeAgreement(tx, params.agreementId, body, who.personId, now)
      return describe(tx, params.agreementId, now)
    },
  })

  on.delete('/api/desk/agreements/:agreementId', {
    who: write,
    params: AgreementPath,
    answer: ({ tx, who, params, now }) => discardAgreement(tx, params.agreementId, who.personId, now),
  })

  on.put('/api/desk/agreements/:agreementId/signature', {
    who: sign,
    params: AgreementPath,
    reply: DeskAgreement,
    answer: async ({ tx, who, params, now }) => {
      await signAgreement(tx, params.agreementId, who.personId, now)
      return describe(tx, params.agreementId, now)
    },
  })

  on.put('/api/desk/agreements/:agreementId/end', {
    who: sign,
    params: AgreementPath,
    body: EndAgreement,
    reply: DeskAgreement,
    answer: async ({ tx, who, params, body, now }) => {
      await endAgreement(tx, params.agreementId, body.reason, who.personId, now)
      return describe(tx, params.agreementId, now)
    },
  })
}

function fileRoutes(on: Routes, { read, write }: AgreementPolicies): void {
  on.raw('POST', '/api/desk/agreements/:agreementId/files', {
    who: write,
    params: AgreementPath,
    query: z.object({ name: z.string().trim().min(1).max(200) }),
    answer: async ({ db, who, params, query, tools, request, reply, now }) => {
      if (request.headers['content-type'] !== 'application/pdf')
        throw new Refusal('unacceptable', 'agreements.pdf_only')
      const agreement = await findAgreement(db, params.agreementId)
      if (!agreement) throw new Refusal('not_found', 'http.not_found')
      const bytes = await readBytes(request.raw)
      if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Refusal('unacceptable', 'agreements.pdf_only')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const storageKey = `agreements/${agreement.teamId}/${agreement.id}/${sha256}.pdf`
      await tools.storage.putBytes(storageKey, bytes)
      const { teamId, id: agreementId } = agreement
      const file = { teamId, agreementId, sha256, storageKey, fileName: query.name, sizeBytes: bytes.length }
      await inTransaction(db, (tx) => addFile(tx, { ...file, by: who.personId, at: now }))
      return reply.code(201).send(DeskAgreement.parse(await describe(db, agreement.id, now)))
    },
  })

  on.raw('GET', '/api/desk/agreements/:agreementId/files/:sha256', {
    who: read,
    params: AgreementFilePath,
    answer: ({ db, params, tools, reply }) => sendPaper(db, tools.storage, params, reply),
  })
}

async function readBytes(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let sizeBytes = 0
  for await (const part of stream) {
    sizeBytes += part.length
    if (sizeBytes > largestFileBytes)
      throw new Refusal('too_large', 'agreements.file_too_large', { limitBytes: largestFileBytes })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function sendPaper(
  db: Db,
  storage: Storage,
  { agreementId, sha256 }: { agreementId: string; sha256: string },
  reply: FastifyReply,
) {
  const file = (await selectFiles(db, [agreementId])).find((each) => each.sha256 === sha256)
  if (!file) throw new Refusal('not_found', 'http.not_found')
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.file_name)}`)
    .send(await storage.read(file.storage_key))
}
