// The legal room as people, the desk and the public see it: versions by the clock, evidence of acceptance, withdrawal, pages.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUpOperator, someIdentity } from '#test/support/legal.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene as TourScene } from '#tour/tour.ts'
import { legalKinds, type VersionDetail } from './contract.ts'
import {
  acceptDocuments,
  documentsToAccept,
  eraseOldAcceptances,
  isSetUp,
  missingAcceptances,
  programsMustWait,
  proveLedger,
} from './legal.ts'
import { findEffective } from './questions.ts'
import { draftVersion, publishVersion, saveText } from './versions.ts'

let world: World
let staff: TestMember
beforeAll(async () => {
  world = await openWorld()
  staff = await newStaff(world)
})
afterAll(() => world.close())

const languages = ['kk', 'ru', 'en'] as const

/** The next version of a document with one sentence more, by the desk's own routes. */
async function nextVersion(
  desk: TestMember,
  kind: string,
  { sentence = 'Жаңа сөйлем.', material = true, effectiveOn = null as string | null } = {},
): Promise<VersionDetail> {
  const draft = (await desk.post(`/api/desk/legal/${kind}/drafts`)).body
  for (const { language, source } of draft.texts) {
    const body = { source: `${source}\n${sentence}\n`, summary: `Summary ${language}` }
    expect((await desk.put(`/api/desk/legal/versions/${draft.id}/texts/${language}`, body)).status).toBe(200)
  }
  await desk.patch(`/api/desk/legal/versions/${draft.id}`, { material })
  const published = await desk.put(`/api/desk/legal/versions/${draft.id}/publication`, { effectiveOn })
  expect(published.status, published.text).toBe(200)
  return published.body
}

describe('before the operator has set anything up', () => {
  it('asks nobody to accept anything, and its pages say that there is no text yet', async () => {
    const empty = await openWorld()
    try {
      const member = await empty.newMember()
      expect(await documentsToAccept(empty.db, new Date())).toEqual([])
      expect(await missingAcceptances(empty.db, member.personId, new Date())).toEqual([])
      expect(await isSetUp(empty.db)).toBe(false)
      const page = await empty.visitor.get('/kk/terms-of-use')
      expect(page.status).toBe(404)
      expect(page.text).toContain('Оператор бұл құжатты әлі жарияламаған')
    } finally {
      await empty.close()
    }
  })

  it('refuses an identity whose BIN is wrong, whose languages have gaps, or whose phone is no phone, beside the field', async () => {
    const put = (identity: unknown) => staff.put('/api/desk/operator-identity', identity)
    const right = someIdentity()
    expect((await put({ ...right, binIin: '971240001316' })).body.code).toBe('legal.bin_iin_wrong')
    const gap = await put({ ...right, addresses: { ...right.addresses, kk: '' } })
    expect(gap.body).toMatchObject({ code: 'legal.identity_gap', details: { field: 'addresses.kk' } })
    expect((await put({ ...right, phone: '12' })).body.code).toBe('legal.phone_wrong')
    expect((await put({ ...right, email: 'nobody' })).body.code).toBe('legal.email_wrong')
  })

  it('publishes no text before it is known who the operator is', async () => {
    const draft = (await staff.post('/api/desk/legal/consent/drafts')).body
    expect(draft.obstacles).toContainEqual({ code: 'legal.identity_first', language: null })
    const refused = await staff.put(`/api/desk/legal/versions/${draft.id}/publication`, { effectiveOn: null })
    expect(refused.body.code).toBe('legal.identity_first')
    expect((await staff.delete(`/api/desk/legal/versions/${draft.id}`)).status).toBe(204)
  })
})

describe('with the operator set up', () => {
  beforeAll(() => setUpOperator(world))

  it('is set up once identity and all three documents are there', async () => {
    expect(await isSetUp(world.db)).toBe(true)
    const { steps } = (await staff.get('/api/desk/set-up')).body
    expect(steps.map(({ done }: { done: boolean }) => done)).toEqual([true, true, true, true])
  })

  it('P-14: a missing translation or an unknown placeholder keeps a version from being published', async () => {
    const draft = (await staff.post('/api/desk/legal/privacy/drafts')).body
    const path = `/api/desk/legal/versions/${draft.id}`
    const ru = draft.texts.find(({ language }: { language: string }) => language === 'ru')
    const summaries = languages.map((language) =>
      staff.put(`${path}/texts/${language}`, {
        source: draft.texts.find((text: { language: string }) => text.language === language).source,
        summary: 'Changed.',
      }),
    )
    await Promise.all(summaries)
    await staff.put(`${path}/texts/kk`, { source: '  ', summary: 'x' })
    const missing = await staff.put(`${path}/publication`, { effectiveOn: null })
    expect(missing.body).toMatchObject({ code: 'legal.translation_missing', details: { language: 'kk' } })
    await staff.put(`${path}/texts/kk`, { source: `${ru.source}\n{{operator.unknown}}`, summary: 'x' })
    const unfilled = await staff.put(`${path}/publication`, { effectiveOn: null })
    expect(unfilled.body).toMatchObject({ code: 'legal.placeholder_unknown', details: { language: 'kk' } })
    await staff.delete(path)
  })

  it('U1, P-1: an acceptance keeps document, version, hash of the words shown, language, time, method, network and browser', async () => {
    const member = await world.newMember()
    const documents = await documentsToAccept(world.db, new Date())
    expect(documents.map(({ kind }) => kind)).toEqual(['terms', 'consent'])
    const accept = { versionIds: documents.map(({ versionId }) => versionId), language: 'kk' }
    const { status } = await member.post('/api/me/acceptances', accept)
    expect(status).toBe(200)
    await member.post('/api/me/acceptances', accept)
    const rows = await world.db
      .selectFrom('legal_acceptance')
      .selectAll()
      .where('person_id', '=', member.personId)
      .orderBy('position')
      .execute()
    expect(rows.map(({ kind }) => kind)).toEqual(['terms', 'consent'])
    const shown = (await world.visitor.get('/api/legal/consent?language=kk')).body
    expect(rows[1]).toMatchObject({
      ...{ act: 'accepted', kind: 'consent', version: shown.version, version_id: shown.versionId, language: 'kk' },
      ...{ text_sha256: shown.sha256, method: 'again', shortened_address: '127.0.0.0/24', erased_at: null },
    })
    expect(rows[1]?.network).toMatch(/^[\w-]{22}$/)
    expect(rows[1]?.user_agent).toBeTruthy()
    expect(JSON.stringify(rows)).not.toContain('127.0.0.1')
    const actions = await world.db
      .selectFrom('audit_entry')
      .select('action')
      .where('person_id', '=', member.personId)
      .execute()
    expect(actions.filter(({ action }) => action === 'documents.accepted')).toHaveLength(1)
  })

  it('P-1: the consent names operator and BIN, subject, list of data, term, third parties, borders, publication and withdrawal', async () => {
    for (const language of languages) {
      const { blocks } = (await world.visitor.get(`/api/legal/consent?language=${language}`)).body
      const headings = blocks.filter(
        (block: { kind: string; level: number }) => block.kind === 'heading' && block.level === 2,
      )
      expect(headings, language).toHaveLength(11)
      const text = JSON.stringify(blocks)
      expect(text, language).toContain(someIdentity().binIin)
      expect(text, language).toContain(someIdentity().names[language])
      expect(text, language).not.toContain('{{')
    }
  })

  it('refuses versions that are not in force, and newcomers who accept only a part', async () => {
    const documents = await documentsToAccept(world.db, new Date())
    const newcomer = await world.newMember()
    const accepting = {
      ...{ personId: newcomer.personId, language: 'ru' as const, ip: '203.0.113.9', userAgent: 'test', at: new Date() },
      ...{ tools: world.tools, method: 'registration' as const },
    }
    const accept = (versionIds: string[]) => world.write((tx) => acceptDocuments(tx, { ...accepting, versionIds }))
    await expect(accept([crypto.randomUUID()])).rejects.toMatchObject({ code: 'legal.version_changed' })
    await expect(accept(documents.slice(0, 1).map(({ versionId }) => versionId))).rejects.toMatchObject({
      code: 'legal.version_changed',
    })
    await accept(documents.map(({ versionId }) => versionId))
    expect(await missingAcceptances(world.db, newcomer.personId, new Date())).toEqual([])
  })

  it('a scheduled version takes effect by the clock alone, at the first moment of its day in Almaty', async () => {
    const now = world.tools.now()
    const day = new Date(now.getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
    const scheduled = await nextVersion(staff, 'privacy', { effectiveOn: day })
    expect(scheduled.state).toBe('scheduled')
    expect(scheduled.effectiveAt).toBe(new Date(`${day}T00:00:00+05:00`).toISOString())
    const number = scheduled.number ?? 0
    expect((await world.visitor.get('/api/legal/privacy?language=en')).body.version).toBe(number - 1)
    expect((await world.visitor.get(`/en/privacy-policy/v/${number}`)).text).toContain('not in force yet')
    const later = await versionAt(world, new Date(`${day}T00:00:01+05:00`))
    expect(later).toBe(number)
    const cancelled = await staff.delete(`/api/desk/legal/versions/${scheduled.id}/publication`)
    expect(cancelled.status).toBe(204)
    expect(await versionAt(world, new Date(`${day}T00:00:01+05:00`))).toBe(number - 1)
  })

  it('refuses a day that is past and a version before one that is already scheduled', async () => {
    const draft = (await staff.post('/api/desk/legal/privacy/drafts')).body
    const path = `/api/desk/legal/versions/${draft.id}`
    for (const { language, source } of draft.texts)
      await staff.put(`${path}/texts/${language}`, { source, summary: 'Changed.' })
    expect((await staff.put(`${path}/publication`, { effectiveOn: '2020-01-01' })).body.code).toBe('legal.day_is_past')
    await staff.put(`${path}/publication`, { effectiveOn: '2999-01-01' })
    const earlier = (await staff.post('/api/desk/legal/privacy/drafts')).body
    for (const { language, source } of earlier.texts)
      await staff.put(`/api/desk/legal/versions/${earlier.id}/texts/${language}`, { source, summary: 'Changed.' })
    const refused = await staff.put(`/api/desk/legal/versions/${earlier.id}/publication`, { effectiveOn: null })
    expect(refused.body.code).toBe('legal.later_version_scheduled')
    await staff.delete(`/api/desk/legal/versions/${earlier.id}`)
    await staff.delete(`${path}/publication`)
  })

  it('what was published can be changed by nobody, not even in the database', async () => {
    const { versionId } = (await world.visitor.get('/api/legal/terms?language=ru')).body
    const put = await staff.put(`/api/desk/legal/versions/${versionId}/texts/ru`, { source: 'Other', summary: '' })
    expect(put.body.code).toBe('legal.published_already')
    const attempts = [
      sql`update legal_text set published_text = 'x' where version_id = ${versionId}`,
      sql`delete from legal_text where version_id = ${versionId}`,
      sql`update legal_version set effective_at = now() where id = ${versionId}`,
      sql`delete from legal_version where id = ${versionId}`,
      sql`update legal_acceptance set version = 99`,
      sql`update legal_acceptance set erased_at = now()`,
      sql`delete from legal_acceptance`,
    ]
    for (const attempt of attempts) await expect(attempt.execute(world.db)).rejects.toThrow(/never changed/)
  })

  it('U1: a material version is asked of everybody again, one that isn’t is told of once', async () => {
    const member = await world.newMember()
    await acceptAll(world, member)
    await nextVersion(staff, 'terms', { material: false, sentence: 'Түсіндірме.' })
    expect(await missingAcceptances(world.db, member.personId, new Date())).toEqual([])
    const told = (await member.get('/api/me/documents?language=ru')).body
    const news = told.find(({ kind }: { kind: string }) => kind === 'terms')
    expect(news).toMatchObject({ news: true, missing: null, summary: 'Summary ru' })
    await member.put(`/api/me/documents/${news.versionId}/seen`)
    expect((await member.get('/api/me/documents')).body.some((each: { news: boolean }) => each.news)).toBe(false)

    await nextVersion(staff, 'terms', { material: true, sentence: 'Маңызды өзгеріс.' })
    const [missing, ...others] = await missingAcceptances(world.db, member.personId, new Date())
    expect(missing).toMatchObject({ kind: 'terms', because: 'outdated' })
    expect(others).toEqual([])
    await member.post('/api/me/acceptances', { versionIds: [missing?.versionId], language: 'en' })
    expect(await missingAcceptances(world.db, member.personId, new Date())).toEqual([])
  })

  it('P-1, P-3: a withdrawn consent counts at once, is written down, and can be given again', async () => {
    const member = await world.newMember()
    await acceptAll(world, member)
    expect((await member.post('/api/me/consent-withdrawal', {})).status).toBe(400)
    const withdrawn = await member.post('/api/me/consent-withdrawal', { understood: true })
    expect(withdrawn.status, withdrawn.text).toBe(200)
    const [missing] = await missingAcceptances(world.db, member.personId, new Date())
    expect(missing).toMatchObject({ kind: 'consent', because: 'withdrawn' })
    expect((await member.post('/api/me/consent-withdrawal', { understood: true })).body.code).toBe('legal.no_consent')
    await member.post('/api/me/acceptances', { versionIds: [missing?.versionId], language: 'ru' })
    expect(await missingAcceptances(world.db, member.personId, new Date())).toEqual([])
    const acts = await world.db
      .selectFrom('legal_acceptance')
      .select('act')
      .where('person_id', '=', member.personId)
      .where('kind', '=', 'consent')
      .orderBy('position')
      .execute()
    expect(acts.map(({ act }) => act)).toEqual(['accepted', 'withdrawn', 'accepted'])
  })

  it('U1: whoever still has to accept reads but doesn’t write, except to accept, to withdraw and to sign out', async () => {
    const member = await world.newMember()
    await acceptAll(world, member)
    const tours = `/api/teams/${member.teamId}/tours`
    expect((await member.post(tours, { title: 'Пәтер', language: 'kk' })).status).toBe(201)
    await member.post('/api/me/consent-withdrawal', { understood: true })
    expect((await member.get(tours)).status).toBe(200)
    const refused = await member.post(tours, { title: 'Пәтер', language: 'kk' })
    expect(refused).toMatchObject({ status: 403, body: { code: 'legal.accept_first' } })
    expect((await member.patch('/api/me', { name: 'Other' })).body.code).toBe('legal.accept_first')
    expect((await member.delete('/api/sessions/current')).status).toBeLessThan(300)
  })

  it('tells everybody of a new version once, in their language, without holding up its publication', async () => {
    const member = await world.newMember()
    await nextVersion(staff, 'privacy', { sentence: 'Хабарлама.' })
    const worker = await world.startWorker()
    const told = () =>
      world.db
        .selectFrom('notice')
        .selectAll()
        .where('person_id', '=', member.personId)
        .where('kind', '=', 'terms_changed')
        .execute()
    await expect.poll(async () => (await told()).length, { timeout: 15_000 }).toBe(1)
    await worker.stop()
    expect(JSON.stringify(await told())).toContain('Құпиялылық саясаты')
  })

  it('U1: a program of somebody who withdrew the consent only reads, at once; after a new version it gets two weeks', async () => {
    const member = await world.newMember()
    await acceptAll(world, member)
    const now = new Date()
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
    await nextVersion(staff, 'terms', { sentence: 'Бағдарламаларға.' })
    expect(await programsMustWait(world.db, member.personId, later(1))).toBe(false)
    expect(await programsMustWait(world.db, member.personId, later(15))).toBe(true)
    await acceptAll(world, member)
    expect(await programsMustWait(world.db, member.personId, later(15))).toBe(false)
    await member.post('/api/me/consent-withdrawal', { understood: true })
    expect(await programsMustWait(world.db, member.personId, new Date())).toBe(true)
  })

  it('P-10: publishing asks for the warranty of rights under the terms in force, and the version keeps under which', async () => {
    const member = await world.newMember()
    await acceptAll(world, member)
    const tour = (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body
    const { id } = await world.newPanorama(member.teamId, { tourId: tour.id })
    const document = {
      ...tour.document,
      scenes: [TourScene.parse({ id: 'room', name: {}, panorama: id })],
      start: 'room',
    }
    const path = `/api/teams/${member.teamId}/tours/${tour.id}`
    const saved = await member.put(path, { revision: tour.revision, document })
    expect(saved.status, saved.text).toBe(200)
    const terms = (await world.visitor.get('/api/legal')).body.find(({ kind }: { kind: string }) => kind === 'terms')
    const slug = `warranted-${member.teamId.slice(-6)}`
    expect((await member.put(`${path}/publication`, { slug })).body.code).toBe('legal.warrant_first')
    const outdated = await member.put(`${path}/publication`, { slug, warranty: terms.version + 1 })
    expect(outdated.body.code).toBe('legal.warrant_first')
    const published = await member.put(`${path}/publication`, { slug, warranty: terms.version })
    expect(published.status, published.text).toBe(200)
    const row = await world.db
      .selectFrom('tour_version')
      .select('terms_version')
      .where('tour_id', '=', tour.id)
      .executeTakeFirst()
    expect(row?.terms_version).toBe(terms.version)
  })

  it('lists the ledger to those who may see it and gives a table in which no name is a formula', async () => {
    const member = await world.newMember()
    await world.db
      .updateTable('person')
      .set({ name: '=HYPERLINK("http://x")' })
      .where('id', '=', member.personId)
      .execute()
    await acceptAll(world, member)
    const { rows } = (await staff.get(`/api/desk/acceptances?search=${encodeURIComponent(member.email)}`)).body
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ personId: member.personId, personEmail: member.email })
    const table = await staff.get(`/api/desk/acceptances.csv?personId=${member.personId}`)
    expect(table.headers['content-type']).toContain('text/csv')
    expect(table.text).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(table.text.trim().split('\r\n')).toHaveLength(3)
    expect((await member.get('/api/desk/acceptances')).status).toBe(404)
  })

  it('P-11: three years after an account is gone its acceptances lose what is personal, and the chain still holds', async () => {
    const [gone, stays] = [await world.newMember(), await world.newMember()]
    for (const member of [gone, stays]) await acceptAll(world, member)
    await world.db.deleteFrom('person').where('id', '=', gone.personId).execute()
    const now = new Date()
    expect(await eraseOldAcceptances(world.db, new Date(now.getTime() - 1000), now)).toBe(0)
    expect(await eraseOldAcceptances(world.db, new Date(now.getTime() + 1000), now)).toBe(2)
    const rows = await world.db.selectFrom('legal_acceptance').selectAll().where('erased_at', 'is not', null).execute()
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(gone.personId)
    for (const row of rows) expect([row.network, row.shortened_address, row.user_agent]).toEqual([null, null, null])
    expect((await proveLedger(world.db)).brokenAt).toEqual([])
    expect(await missingAcceptances(world.db, stays.personId, new Date())).toEqual([])
  })

  it('U1: the chain proves itself, and names rows that were changed, removed or exchanged behind its back', async () => {
    const { rows, brokenAt } = (await staff.get('/api/desk/acceptances/proof')).body
    expect(rows).toBeGreaterThan(5)
    expect(brokenAt).toEqual([])
    const all = await world.db.selectFrom('legal_acceptance').selectAll().orderBy('position').execute()
    const tampered = async (change: ReturnType<typeof sql>, restore: () => Promise<unknown>) => {
      await sql`alter table legal_acceptance disable trigger legal_acceptance_is_append_only`.execute(world.db)
      await change.execute(world.db)
      const found = await proveLedger(world.db)
      await restore()
      await sql`alter table legal_acceptance enable trigger legal_acceptance_is_append_only`.execute(world.db)
      return found.brokenAt
    }
    const [, second, third] = all
    if (!second || !third) throw new Error('The ledger is too short')
    const changed = await tampered(
      sql`update legal_acceptance set language = 'en' where position = ${second.position}`,
      () =>
        sql`update legal_acceptance set language = ${second.language} where position = ${second.position}`.execute(
          world.db,
        ),
    )
    expect(changed).toEqual(second.language === 'en' ? [] : [Number(second.position)])
    const removed = await tampered(
      sql`delete from legal_acceptance where position = ${second.position}`,
      async () => undefined, // nothing of this world is read after it
    )
    expect(removed).toEqual([Number(third.position)])
  })
})

/** Version of the privacy policy that is in force at a moment. */
async function versionAt({ db }: World, at: Date): Promise<number | undefined> {
  return (await findEffective(db, 'privacy', at))?.number
}

async function acceptAll({ db }: World, member: TestMember): Promise<void> {
  const versionIds = (await documentsToAccept(db, new Date())).map(({ versionId }) => versionId)
  expect((await member.post('/api/me/acceptances', { versionIds, language: 'kk' })).status).toBe(200)
}

describe('the public pages', () => {
  it('give each document in three languages, with operator, day, hash and the other languages, without cookie or script', async () => {
    for (const kind of legalKinds)
      for (const language of languages) {
        const name = { terms: 'terms-of-use', privacy: 'privacy-policy', consent: 'consent' }[kind]
        const page = await world.visitor.get(`/${language}/${name}`)
        expect(page.status, page.text).toBe(200)
        expect(page.headers['set-cookie']).toBeUndefined()
        expect(page.headers['content-security-policy']).toContain("default-src 'none'")
        expect(page.text).not.toContain('<script')
        expect(page.text).toContain(`<html lang="${language}">`)
        expect(page.text).toContain(someIdentity().names[language])
        expect(page.text).toMatch(/<code>[0-9a-f]{64}<\/code>/)
        for (const other of languages) expect(page.text).toContain(`hreflang="${other}" href="http`)
      }
    const style = /href="(\/legal\/page-\w+\.css)"/.exec((await world.visitor.get('/ru/consent')).text)?.[1] ?? ''
    expect((await world.visitor.get(style)).headers['content-type']).toContain('text/css')
  })

  it('keep every version under its own address, and show what changed word by word', async () => {
    const desk = await newStaff(world)
    const before = (await world.visitor.get('/api/legal/consent?language=ru')).body
    const draft = (await desk.post('/api/desk/legal/consent/drafts')).body
    for (const { language, source } of draft.texts) {
      const changed = source.replace('укороченный сетевой адрес', 'сокращённый сетевой адрес')
      await desk.put(`/api/desk/legal/versions/${draft.id}/texts/${language}`, {
        source: `${changed}\n<script>alert(1)</script> [x](javascript:alert(1))\n`,
        summary: '<b>Короче</b>',
      })
    }
    const published = await desk.put(`/api/desk/legal/versions/${draft.id}/publication`, { effectiveOn: null })
    const { number } = published.body
    const old = await world.visitor.get(`/ru/consent/v/${before.version}`)
    expect(old.text).toContain('больше не действует')
    expect(old.text).toContain(before.sha256)
    const changes = (await world.visitor.get(`/ru/consent/v/${number}/changes`)).text
    expect(changes).toContain('<del>укороченный</del><ins>сокращённый</ins>')
    expect(changes).toContain('&lt;b&gt;Короче&lt;/b&gt;')
    expect(changes).not.toContain('<script>')
    expect(changes).not.toContain('href="javascript:')
    const history = (await world.visitor.get('/kk/consent/history')).text
    expect(history).toContain(`/kk/consent/v/${number}`)
    expect((await world.visitor.get('/kk/consent/v/999')).status).toBe(404)
    const plain = await world.visitor.get('/consent', { 'accept-language': 'en' })
    expect(plain.headers.location).toBe('/en/consent')
  })

  it('keep drafts and taken-back versions to the desk', async () => {
    const id = await world.write((tx) => draftVersion(tx, 'terms', null, new Date()))
    await world.write((tx) =>
      saveText(tx, id, { language: 'ru', source: 'Тайный черновик', summary: '' }, staff.personId, new Date()),
    )
    expect((await world.visitor.get('/ru/terms-of-use/history')).text).not.toContain('Тайный')
    expect((await world.visitor.get(`/api/desk/legal/versions/${id}`)).status).toBe(401)
    await expect(world.write((tx) => publishVersion(tx, id, null, staff.personId, new Date()))).rejects.toMatchObject({
      code: 'legal.summary_missing',
    })
  })
})
