// The legal room over HTTP for the operator's staff: drafts, publishing, the ledger, the register of processing, the operator's identity.
// The policies are handed in: this room stands below the accounts.
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Routes, Who } from '#platform/http.ts'
import type { Tools } from '#platform/tools.ts'
import { Language } from '#tour/text.ts'
import {
  ChangeVersion,
  Comparison,
  KindPath,
  Ledger,
  LedgerProof,
  OperatorIdentity,
  Preview,
  Previewed,
  ProcessingPurpose,
  PublishVersion,
  SavedIdentity,
  SaveText,
  SetUp,
  TextPath,
  VersionCard,
  VersionDetail,
  VersionPath,
} from './contract.ts'
import { operatorIdentity, savedIdentity, saveOperatorIdentity } from './identity.ts'
import { proveLedger } from './ledger.ts'
import { LedgerQuery, ledgerPage, ledgerTable } from './ledger-list.ts'
import { isSetUp } from './legal.ts'
import { parseMarkdown } from './markdown.ts'
import { fillPlaceholders } from './placeholders.ts'
import { processingCsv, processingIn } from './processing-table.ts'
import { compareWithBefore, versionCards, versionDetail } from './questions.ts'
import type { Asker } from './routes.ts'
import { cancelVersion, discardDraft, draftVersion, publishVersion, saveText, setMaterial } from './versions.ts'

export interface DeskPolicies<Reader extends Asker> {
  /** Everybody of the staff. */
  read: Who<Reader>
  /** Who may see who accepted what. */
  readLedger: Who<Asker>
  edit: Who<Asker>
  /** Who may edit and proved lately that it is them. */
  publish: Who<Asker>
}

export interface SetUpQuestions<Reader> {
  canMail: (db: Db, tools: Tools, now: Date) => Promise<boolean> | boolean
  hasSecondFactor: (who: Reader, db: Db) => Promise<boolean> | boolean
}

const InLanguage = z.object({ language: Language })

export function legalDeskRoutes<Reader extends Asker>(
  on: Routes,
  policies: DeskPolicies<Reader>,
  setUp: SetUpQuestions<Reader>,
): void {
  readingRoutes(on, policies)
  draftRoutes(on, policies)
  ledgerRoutes(on, policies)
  identityRoutes(on, policies)
  on.get('/api/desk/set-up', {
    who: policies.read,
    reply: SetUp,
    answer: async ({ db, who, tools, now }) => ({
      steps: [
        { step: 'identity' as const, done: (await operatorIdentity(db)) !== undefined },
        { step: 'texts' as const, done: await isSetUp(db, now) },
        { step: 'mail' as const, done: await setUp.canMail(db, tools, now) },
        { step: 'second_factor' as const, done: await setUp.hasSecondFactor(who, db) },
      ],
    }),
  })
}

function readingRoutes(on: Routes, { read }: Pick<DeskPolicies<Asker>, 'read'>): void {
  on.get('/api/desk/legal', {
    who: read,
    reply: z.array(VersionCard),
    answer: ({ db, now }) => versionCards(db, now),
  })

  on.get('/api/desk/legal/versions/:versionId', {
    who: read,
    params: VersionPath,
    reply: VersionDetail,
    answer: ({ db, params, now }) => versionDetail(db, params.versionId, now),
  })

  on.get('/api/desk/legal/versions/:versionId/changes', {
    who: read,
    params: VersionPath,
    query: InLanguage,
    reply: Comparison,
    answer: ({ db, params, query, now }) => compareWithBefore(db, params.versionId, query.language, now),
  })

  on.get('/api/desk/processing', {
    who: read,
    query: InLanguage,
    reply: z.array(ProcessingPurpose),
    answer: ({ query }) => processingIn(query.language),
  })

  on.raw('GET', '/api/desk/processing.csv', {
    who: read,
    query: InLanguage,
    answer: ({ query, reply }) => reply.headers(table('processing')).send(processingCsv(query.language)),
  })
}

const table = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
})

function draftRoutes(on: Routes, { edit, publish }: Pick<DeskPolicies<Asker>, 'edit' | 'publish'>): void {
  on.post('/api/desk/legal/:kind/drafts', {
    who: edit,
    params: KindPath,
    reply: VersionDetail,
    answer: async ({ tx, who, params, reply, now }) => {
      const versionId = await draftVersion(tx, params.kind, who.personId, now)
      reply.code(201)
      return versionDetail(tx, versionId, now)
    },
  })

  on.put('/api/desk/legal/versions/:versionId/texts/:language', {
    who: edit,
    params: TextPath,
    body: SaveText,
    reply: VersionDetail,
    answer: async ({ tx, who, params, body, now }) => {
      await saveText(tx, params.versionId, { ...body, language: params.language }, who.personId, now)
      return versionDetail(tx, params.versionId, now)
    },
  })

  on.patch('/api/desk/legal/versions/:versionId', {
    who: edit,
    params: VersionPath,
    body: ChangeVersion,
    reply: VersionDetail,
    answer: async ({ tx, who, params, body, now }) => {
      await setMaterial(tx, params.versionId, body.material, who.personId, now)
      return versionDetail(tx, params.versionId, now)
    },
  })

  on.delete('/api/desk/legal/versions/:versionId', {
    who: edit,
    params: VersionPath,
    answer: ({ tx, who, params, now }) => discardDraft(tx, params.versionId, who.personId, now),
  })

  on.put('/api/desk/legal/versions/:versionId/publication', {
    who: publish,
    params: VersionPath,
    body: PublishVersion,
    reply: VersionDetail,
    answer: async ({ tx, who, params, body, tools, now }) => {
      await publishVersion(tx, params.versionId, body.effectiveOn, who.personId, now, tools.jobs)
      return versionDetail(tx, params.versionId, now)
    },
  })

  on.delete('/api/desk/legal/versions/:versionId/publication', {
    who: publish,
    params: VersionPath,
    answer: ({ tx, who, params, now }) => cancelVersion(tx, params.versionId, who.personId, now),
  })

  on.post('/api/desk/legal/previews', {
    who: edit,
    body: Preview,
    reply: Previewed,
    answer: async ({ tx, body }) => {
      const { text, unfilled } = fillPlaceholders(body.source, await operatorIdentity(tx), body.language)
      return { blocks: parseMarkdown(text), unfilled }
    },
  })
}

function ledgerRoutes(on: Routes, { readLedger }: Pick<DeskPolicies<Asker>, 'readLedger'>): void {
  on.get('/api/desk/acceptances', {
    who: readLedger,
    query: LedgerQuery,
    reply: Ledger,
    answer: ({ db, query }) => ledgerPage(db, query),
  })

  on.get('/api/desk/acceptances/proof', {
    who: readLedger,
    reply: LedgerProof,
    answer: ({ db }) => proveLedger(db),
  })

  on.raw('GET', '/api/desk/acceptances.csv', {
    who: readLedger,
    query: LedgerQuery,
    answer: ({ db, query, reply }) =>
      reply.headers(table('acceptances')).send(Readable.from(ledgerTable(db, query), { objectMode: false })),
  })
}

function identityRoutes(on: Routes, { read, publish }: Pick<DeskPolicies<Asker>, 'read' | 'publish'>): void {
  on.get('/api/desk/operator-identity', {
    who: read,
    reply: SavedIdentity,
    answer: async ({ db }) => (await savedIdentity(db)) ?? { identity: null, savedAt: null, savedBy: null },
  })

  on.put('/api/desk/operator-identity', {
    who: publish,
    body: OperatorIdentity,
    reply: SavedIdentity,
    answer: async ({ tx, who, body, now }) => {
      await saveOperatorIdentity(tx, body, who.personId, now)
      return (await savedIdentity(tx)) ?? { identity: null, savedAt: null, savedBy: null }
    },
  })
}
