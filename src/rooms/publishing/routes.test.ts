// From a draft to what visitors get, and off again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene } from '#tour/tour.ts'
import { versionHash } from './manifest.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let addresses = 0
const newSlug = () => `flat-${Date.now()}-${++addresses}`

async function newTour(member: TestMember, title = 'Пәтер «Есіл» <b>') {
  const made = (await member.post(`/api/teams/${member.teamId}/tours`, { title, language: 'kk' })).body
  const [hall, kitchen] = [await world.newPanorama(member.teamId), await world.newPanorama(member.teamId)]
  const document = {
    ...made.document,
    scenes: [
      Scene.parse({
        id: 'hall',
        name: { kk: 'Дәліз', ru: 'Прихожая' },
        panorama: hall.id,
        hotspots: [
          { id: 'to-kitchen', kind: 'link', yawDegrees: 10, pitchDegrees: -5, targetSceneId: 'kitchen' },
          {
            id: 'floor',
            kind: 'info',
            yawDegrees: 0,
            pitchDegrees: -60,
            title: { kk: 'Еден' },
            body: { kk: '</script><script>alert(1)</script>' },
          },
        ],
      }),
      Scene.parse({ id: 'kitchen', name: { kk: 'Ас үй' }, panorama: kitchen.id }),
    ],
  }
  const url = `/api/teams/${member.teamId}/tours/${made.id}`
  await member.put(url, { revision: 1, document })
  return { id: made.id as string, url, document, hall, kitchen }
}

const publish = (member: TestMember, tour: { url: string }, slug = newSlug()) =>
  member.put(`${tour.url}/publication`, { slug })

describe('publishing', () => {
  it('makes an immutable version with a hash chain', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const slug = newSlug()
    const first = await publish(member, tour, slug)
    expect(first.body).toMatchObject({
      slug,
      version: 1,
      url: `/t/${slug}`,
      embedUrl: `/embed/${slug}`,
      changedSince: false,
    })

    await member.put(tour.url, { revision: 2, document: { ...tour.document, description: { kk: 'Жарық' } } })
    expect((await member.get(tour.url)).body.publication).toMatchObject({ version: 1, changedSince: true })
    const second = await publish(member, tour, slug)
    expect(second.body).toMatchObject({ version: 2, changedSince: false })

    const rows = await world.db
      .selectFrom('tour_version')
      .selectAll()
      .where('tour_id', '=', tour.id)
      .orderBy('number')
      .execute()
    expect(rows.map((row) => row.previous_sha256)).toEqual([null, rows[0]?.sha256])
    for (const row of rows) expect(versionHash(row.manifest_text, row.previous_sha256)).toBe(row.sha256)
    expect(
      (await member.get(`${tour.url}/versions`)).body.map((version: { number: number }) => version.number),
    ).toEqual([2, 1])
    expect((await world.history(member.teamId)).filter((action) => action === 'tour.published')).toHaveLength(2)
  })

  it('twice is the same as once, also when both come at the same time', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const slug = newSlug()
    const answers = await Promise.all([publish(member, tour, slug), publish(member, tour, slug)])
    expect(answers.map((answer) => [answer.status, answer.body.version])).toEqual([
      [200, 1],
      [200, 1],
    ])
  })

  it('shows nothing of whoever has not proven their e-mail address', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const proven = (at: Date | null) =>
      world.db.updateTable('person').set({ email_verified_at: at }).where('id', '=', member.personId).execute()
    await proven(null)
    const refused = await publish(member, tour)
    expect([refused.status, refused.body.code]).toEqual([403, 'accounts.verify_first'])
    await proven(new Date())
    expect((await publish(member, tour)).status).toBe(200)
  })

  it('refuses an address that another tour has, and suggests a free one', async () => {
    const member = await world.newMember()
    const [one, other] = [await newTour(member, 'Бірдей атау'), await newTour(member, 'Бірдей атау')]
    const { slug } = (await member.get(`${one.url}/slug-suggestion`)).body
    await publish(member, one, slug)
    expect((await publish(member, other, slug)).body).toMatchObject({ status: 409, code: 'publishing.slug_taken' })
    const suggested = (await member.get(`${other.url}/slug-suggestion`)).body.slug
    expect(suggested).not.toBe(slug)
    expect((await publish(member, other, suggested)).status).toBe(200)
  })

  it.each(['ab', 'Flat', 'a--b', '-a-b', 'квартира', 'a/b', '../etc'])('refuses the address %j', async (slug) => {
    const member = await world.newMember()
    const tour = await newTour(member)
    expect((await publish(member, tour, slug)).status).toBe(400)
  })

  it('refuses loose ends and says where they are', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    await member.put(tour.url, {
      revision: 2,
      document: { ...tour.document, scenes: tour.document.scenes.slice(0, 1) },
    })
    const refused = await publish(member, tour)
    expect(refused.body).toMatchObject({
      code: 'publishing.unfinished',
      details: { problems: [{ rule: 'T1', at: 'scenes.hall.hotspots.to-kitchen' }] },
    })
  })

  it('waits for the last tile', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    await world.db
      .updateTable('panorama')
      .set({ state: 'working', archive: null })
      .where('id', '=', tour.kitchen.id)
      .execute()
    expect((await publish(member, tour)).body).toMatchObject({
      code: 'publishing.still_tiling',
      details: { waiting: 1 },
    })
  })

  it('is for members who may, of the tour’s own team', async () => {
    const [owner, stranger] = [await world.newMember(), await world.newMember()]
    const viewer = await world.newMember({ role: 'viewer', teamId: owner.teamId })
    const tour = await newTour(owner)
    expect((await publish(viewer, tour)).status).toBe(403)
    expect((await publish(stranger, tour)).status).toBe(404)
  })
})

describe('what visitors get', () => {
  it('is a page that holds the manifest and the tour in plain text, and lets no text become code', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const slug = newSlug()
    await publish(member, tour, slug)
    const page = await world.visitor.get(`/t/${slug}?lang=ru`)
    expect(page.status).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).toContain("script-src 'self';")
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    // Nothing may be framed in it but the players of three video sites.
    expect(page.headers['content-security-policy']).toContain(
      'frame-src https://www.youtube-nocookie.com https://player.vimeo.com https://rutube.ru;',
    )
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.text).toContain('<html lang="ru">')
    expect(page.text).toContain('<h1>Пәтер «Есіл» &lt;b&gt;</h1>')
    expect(page.text).toContain('<a href="#scene=kitchen">Ас үй</a>')
    expect(page.text).not.toContain('<script>alert')
    const [, json = ''] = /<script type="application\/json" id="tour">(.*?)<\/script>/s.exec(page.text) ?? []
    const manifest = JSON.parse(json)
    expect(manifest.scenes[0].hotspots[1].body.kk).toBe('</script><script>alert(1)</script>')
    expect(page.text).not.toMatch(/latitude|hall\.jpg|51\.128/)
  })

  it('may be framed only as an embed', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const slug = newSlug()
    await publish(member, tour, slug)
    const embed = await world.visitor.get(`/embed/${slug}`)
    expect(embed.status).toBe(200)
    expect(embed.headers['content-security-policy']).toContain('frame-ancestors *')
  })

  it('has tiles and pictures under addresses that never change, of this tour only', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const other = await newTour(member)
    await publish(member, tour)
    const base = `/tiles/${tour.id}/${tour.hall.archive}`
    for (const _ of ['cold', 'hot']) {
      const tile = await world.visitor.get(`${base}/1/f0_0.jpg`)
      expect(tile.status).toBe(200)
      expect(tile.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      expect(tile.bytes.subarray(0, 2).toString('hex')).toBe('ffd8')
    }
    expect((await world.visitor.get(`${base}/thumbnail.webp`)).headers['content-type']).toBe('image/webp')
    for (const url of [
      `/tiles/${tour.id}/${other.hall.archive}/1/f0_0.jpg`,
      `/tiles/${other.id}/${other.hall.archive}/1/f0_0.jpg`,
      `${base}/9/f0_0.jpg`,
      `${base}/1/x0_0.jpg`,
      `${base}/../${tour.hall.archive}/1/f0_0.jpg%00`,
      `${base}/1/..%2f..%2fpasswd`,
      `/tiles/not-a-tour/${tour.hall.archive}/1/f0_0.jpg`,
    ])
      expect((await world.visitor.get(url)).status, url).toBe(404)
  })

  it('answers what did not change with 304', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const slug = newSlug()
    await publish(member, tour, slug)
    for (const url of [`/t/${slug}`, `/api/public/tours/${slug}`]) {
      const { etag } = (await world.visitor.get(url)).headers
      for (const asked of [String(etag), `W/${etag}`, `"other", ${etag}`, '*'])
        expect((await world.visitor.get(url, { 'if-none-match': asked })).status, asked).toBe(304)
    }
  })

  it('is gone the moment the tour is taken off or deleted, and back when it is restored', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const slug = newSlug()
    await publish(member, tour, slug)
    const tile = `/tiles/${tour.id}/${tour.hall.archive}/1/f0_0.jpg`
    const statuses = async () =>
      Promise.all(
        [`/t/${slug}`, `/embed/${slug}`, `/api/public/tours/${slug}`, tile].map(
          async (url) => (await world.visitor.get(url)).status,
        ),
      )
    const becomes = (status: number) =>
      expect.poll(statuses, { timeout: 1000, interval: 20 }).toEqual([status, status, status, status])
    await becomes(200)
    expect((await member.delete(`${tour.url}/publication`)).status).toBe(204)
    await becomes(404)
    await publish(member, tour, slug)
    await becomes(200)
    await member.put(`${tour.url}/deletion`)
    await becomes(404)
    await member.delete(`${tour.url}/deletion`)
    await becomes(200)
  })

  it('says calmly, in the reader’s language, that there is nothing', async () => {
    const page = await world.visitor.get('/t/no-such-tour', { 'accept-language': 'kk' })
    expect(page.status).toBe(404)
    expect(page.text).toContain('Бұл жерде тур жоқ')
  })

  it('gives the pages around the tours a style of their own, which no tour loads', async () => {
    const styleOf = async (address: string) =>
      /<link rel="stylesheet" href="([^"]+)"/.exec((await world.visitor.get(address)).text)?.[1] ?? ''
    const style = await styleOf('/t/no-such-tour')
    const answer = await world.visitor.get(style)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
    expect(answer.headers['cache-control']).toContain('immutable')
    expect(answer.text).toContain('.absent main')
    expect([await styleOf('/agency/no-such-team'), await styleOf('/docs/embedding')]).toEqual([style, style])
  })
})

describe('oEmbed', () => {
  const ask = (address: string, more = '') => world.visitor.get(`/api/oembed?url=${encodeURIComponent(address)}${more}`)

  it('frames a shown tour for whoever asks with its address', async () => {
    const member = await world.newMember()
    const slug = newSlug()
    await publish(member, await newTour(member), slug)
    const page = (await world.visitor.get(`/t/${slug}`)).text
    expect(page).toContain(`application/json+oembed`)
    const answer = await ask(`http://localhost/t/${slug}?lang=kk`, '&maxwidth=640')
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    expect(answer.body).toMatchObject({ type: 'rich', width: 640, height: 360, title: 'Пәтер «Есіл» <b>' })
    expect(answer.body.html).toContain(`/embed/${slug}?lang=kk`)
    expect(answer.body.html).not.toContain('<b>')
  })

  it('knows nothing of other sites, of tours that are not shown, and of XML', async () => {
    expect((await ask('https://other.example/t/flat')).status).toBe(404)
    expect((await ask('http://localhost/t/nobody-has-this')).status).toBe(404)
    const member = await world.newMember()
    const slug = newSlug()
    await publish(member, await newTour(member), slug)
    expect((await ask(`http://localhost/t/${slug}`, '&format=xml')).status).toBe(501)
  })
})
