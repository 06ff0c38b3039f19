// The public pages of legal texts: /ru/terms-of-use and its like, their versions, their history and what changed. No cookie, no script.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { preferredLanguage } from '#platform/words.ts'
import { type Language, languages } from '#tour/text.ts'
import { type LegalKind, legalKinds } from '../contract.ts'
import { operatorIdentity } from '../identity.ts'
import { parseMarkdown } from '../markdown.ts'
import { compareWithBefore, findEffective, findNumber, textOf } from '../questions.ts'
import { type PublishedRow, selectHistory } from '../store.ts'
import {
  changesPage,
  historyPage,
  type LegalPageSettings,
  missingPage,
  type NamedVersion,
  pageAddress,
  textPage,
} from './legal-page.ts'
import { pageFileRoutes, stylePath } from './page-files.ts'

export interface LegalSite {
  /** Scheme and host of this installation. */
  origin: string
  headers: Record<string, string>
  /** Of the style sheet and the fonts. */
  fileHeaders: Record<string, string>
}

const NumberPath = z.object({ version: z.coerce.number().int().positive() })

export function legalPageRoutes(on: Routes, site: LegalSite): void {
  pageFileRoutes(on, site.fileHeaders)
  for (const kind of legalKinds) {
    on.raw('GET', pageAddress('ru', kind).slice('/ru'.length), {
      who: anyone,
      answer: ({ request, reply }) => {
        const language = preferredLanguage(request.headers['accept-language'], languages, 'ru')
        return reply.headers({ ...site.headers, vary: 'accept-language' }).redirect(pageAddress(language, kind), 302)
      },
    })
    for (const language of languages) documentRoutes(on, site, kind, language)
  }
}

function documentRoutes(on: Routes, site: LegalSite, kind: LegalKind, language: Language): void {
  const address = pageAddress(language, kind)
  const settingsFor = async (db: Db): Promise<LegalPageSettings> => ({
    ...{ origin: site.origin, style: stylePath, language, kind, operator: await operatorIdentity(db) },
  })
  const send = (reply: FastifyReply, page: string) =>
    reply.headers(site.headers).header('content-type', 'text/html; charset=utf-8').send(page)

  async function page(db: Db, version: PublishedRow, isFixed: boolean, now: Date): Promise<string> {
    const text = await textOf(db, version, language)
    const named = await nameOf(db, version, language, now)
    const parts = { version: named, blocks: parseMarkdown(text.text), sha256: text.sha256, isFixed }
    return textPage(await settingsFor(db), parts)
  }

  on.raw('GET', address, {
    who: anyone,
    answer: async ({ db, reply, now }) => {
      const version = await findEffective(db, kind, now)
      if (!version) return send(reply.code(404), missingPage(await settingsFor(db)))
      return send(reply, await page(db, version, false, now))
    },
  })

  on.raw('GET', `${address}/v/:version`, {
    who: anyone,
    params: NumberPath,
    answer: async ({ db, params, reply, now }) => {
      const version = await findNumber(db, kind, params.version, now)
      if (!version) return send(reply.code(404), missingPage(await settingsFor(db)))
      return send(reply, await page(db, version, true, now))
    },
  })

  on.raw('GET', `${address}/v/:version/changes`, {
    who: anyone,
    params: NumberPath,
    answer: async ({ db, params, reply, now }) => {
      const version = await findNumber(db, kind, params.version, now)
      if (!version) throw new Refusal('not_found', 'http.not_found')
      const { from, blocks } = await compareWithBefore(db, version.id, language, now)
      if (from === null) return reply.headers(site.headers).redirect(`${address}/v/${version.number}`, 302)
      const named = await nameOf(db, version, language, now)
      return send(reply, changesPage(await settingsFor(db), { version: named, before: from, blocks }))
    },
  })

  on.raw('GET', `${address}/history`, {
    who: anyone,
    answer: async ({ db, reply, now }) => {
      const rows = await selectHistory(db, kind, now)
      const versions = await Promise.all(rows.map((row) => nameOf(db, row, language, now)))
      return send(reply, historyPage(await settingsFor(db), versions))
    },
  })
}

async function nameOf(db: Db, version: PublishedRow, language: Language, now: Date): Promise<NamedVersion> {
  const { summary } = await textOf(db, version, language)
  const effective = await findEffective(db, version.kind, now)
  const state = version.effective_at > now ? 'scheduled' : version.id === effective?.id ? 'effective' : 'superseded'
  return { number: version.number, effectiveAt: version.effective_at, state, summary }
}
