// The legal room over HTTP for people: the texts in force, what one has accepted, accepting again, taking the consent back. The policies
// are handed in: this room stands below the accounts.
import { z } from 'zod'
import type { Db, Tx } from '#platform/db.ts'
import { anyone, type Routes, type Who } from '#platform/http.ts'
import { Language } from '#tour/text.ts'
import {
  AcceptDocuments,
  DocumentInForce,
  KindPath,
  LegalText,
  MyDocument,
  VersionPath,
  WithdrawConsent,
} from './contract.ts'
import { acceptDocuments, withdrawConsent } from './legal.ts'
import { documentsOf, effectiveText } from './questions.ts'
import { findPersonLanguage, insertSeen, selectEffective } from './store.ts'

export interface Asker {
  personId: string
}

const InLanguage = z.object({ language: Language })

/** `before`: whoever is signed in, though they may still have to accept something. */
export function legalRoutes(on: Routes, before: Who<Asker>): void {
  on.get('/api/legal', {
    who: anyone,
    reply: z.array(DocumentInForce),
    answer: async ({ db, now }) =>
      (await selectEffective(db, now)).map(({ kind, id, number, effective_at }) => ({
        ...{ kind, versionId: id, version: number, effectiveAt: effective_at },
      })),
  })

  on.get('/api/legal/:kind', {
    who: anyone,
    params: KindPath,
    query: InLanguage,
    reply: LegalText,
    answer: ({ db, params, query, now }) => effectiveText(db, params.kind, query.language, now),
  })

  on.get('/api/me/documents', {
    who: before,
    query: z.object({ language: Language.optional() }),
    reply: z.array(MyDocument),
    answer: async ({ db, who, query, now }) => mine(db, who.personId, query.language, now),
  })

  on.post('/api/me/acceptances', {
    who: before,
    body: AcceptDocuments,
    reply: z.array(MyDocument),
    answer: async ({ tx, who, body, request, tools, now }) => {
      const { personId } = who
      const place = { ip: request.ip, userAgent: request.headers['user-agent'] ?? '', tools }
      await acceptDocuments(tx, { ...body, ...place, personId, method: 'again', at: now })
      return mine(tx, personId, body.language, now)
    },
  })

  on.post('/api/me/consent-withdrawal', {
    who: before,
    body: WithdrawConsent,
    reply: z.array(MyDocument),
    answer: async ({ tx, who, request, tools, now }) => {
      const place = { ip: request.ip, userAgent: request.headers['user-agent'] ?? '', tools }
      await withdrawConsent(tx, who.personId, place, now)
      return mine(tx, who.personId, undefined, now)
    },
  })

  on.put('/api/me/documents/:versionId/seen', {
    who: before,
    params: VersionPath,
    answer: async ({ tx, who, params, now }) => {
      await insertSeen(tx, who.personId, params.versionId, now)
    },
  })
}

const mine = async (db: Db | Tx, personId: string, language: Language | undefined, now: Date) =>
  documentsOf(db, personId, language ?? (await findPersonLanguage(db, personId))?.language ?? 'ru', now)
