// Many 8K panoramas of one team at once, while visitors ask for tiles and another team uploads a single photo.
// Usage: npm run bench -- batch [--count 100] [--rate 50] [--idle 20]
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openMailbox } from '#test/support/mail.ts'
import { type RunningMember as Member, registerMember } from '#test/support/newcomer.ts'
import type { PublishedTour } from '#tour/published.ts'
import { tileName } from '#tour/pyramid.ts'
import { makePhotoLikeJpeg } from './imaging/photo-like.ts'
import { percentile, type Sample, startProbe } from './support/probing.ts'
import { firstPanoramaOf, makeOperator, memoryMegabytesOf, startServer } from './support/server.ts'

const { values: given } = parseArgs({
  options: { count: { type: 'string' }, rate: { type: 'string' }, idle: { type: 'string' } },
})
const count = Number(given.count ?? 100)
const perSecond = Number(given.rate ?? 50)
const idleSeconds = Number(given.idle ?? 20)
const filesAtOnce = 3
const longestSeconds = 60 + count * 30

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-batch-'))
  const mailbox = await openMailbox()
  const server = await startServer(folder, (origin) => ({ PUBLIC_URL: origin, HOST: '127.0.0.1', ...mailbox.env }))
  try {
    await makeOperator(server)
    const photo = await readFile(await makePhotoLikeJpeg(folder, 8192))
    console.log(
      `${count} panoramas of 8192×4096, ${(photo.length / 1e6).toFixed(1)} MB each; a public tile ${perSecond} times a second`,
    )
    const register = (teamName: string, email: string) =>
      registerMember(server.origin, mailbox, { email, name: 'Bench', teamName, language: 'ru' })
    const batch = await register('Пакет', 'batch@example.kz')
    const single = await register('Жалғыз', 'single@example.kz')
    const probe = startProbe(await publicTile(single, photo), perSecond)
    const aloneSeconds = await timeOfOne(single, photo, -2)
    await pause(3000)
    await probe.take()
    await pause(idleSeconds * 1000)
    const idle = await probe.take()

    const memory = watchMemory(server.pid)
    const begin = performance.now()
    const uploading = uploadAll(batch, photo)
    const second = waitForReady(batch, Math.min(5, Math.ceil(count / 4))).then(() => timeOfOne(single, photo, -3))
    await uploading
    const uploadSeconds = (performance.now() - begin) / 1000
    const end = await waitForAll(batch)
    const wholeSeconds = (performance.now() - begin) / 1000
    const secondSeconds = await second
    const busy = await probe.stop()
    const peaks = memory.stop()
    report({ idle, busy, peaks, end, uploadSeconds, wholeSeconds, aloneSeconds, secondSeconds })
  } finally {
    await server.stop()
    await mailbox.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A tile of a tour that is published for the purpose. */
async function publicTile({ origin, teamId, cookie }: Member, photo: Buffer): Promise<string> {
  const team = `${origin}/api/teams/${teamId}`
  const call = async (method: string, url: string, body: unknown) => {
    const headers = { cookie, 'content-type': 'application/json' }
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const tour = (await call('POST', `${team}/tours`, { title: 'Bench', language: 'ru' })) as { id: string }
  const panoramaId = await upload({ origin, teamId, cookie }, photo, -1, tour.id)
  await waitUntil({ origin, teamId, cookie }, (list) => list.some((one) => one.id === panoramaId && isOver(one)))
  await call('PUT', `${team}/tours/${tour.id}/publication`, { slug: 'bench', warranty: 1 })
  const published = (await (await fetch(`${origin}/api/public/tours/bench`)).json()) as PublishedTour
  const source = firstPanoramaOf(published)
  if (!source) throw new Error('The published tour has no scene')
  return origin + source.tilesUrl + tileName(source.pyramid.format, 1, 'f', 0, 0)
}

async function uploadAll(member: Member, photo: Buffer): Promise<void> {
  let next = 0
  const sendNext = async () => {
    while (next < count) await upload(member, photo, next++)
  }
  await Promise.all(Array.from({ length: filesAtOnce }, sendNext))
}

/** The same picture with a comment of its own, so that every file is another one. */
async function upload(member: Member, photo: Buffer, number: number, tourId = ''): Promise<string> {
  const text = Buffer.from(`photo ${number}`)
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text])
  const bytes = Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2)])
  const headers = { 'tus-resumable': '1.0.0', cookie: member.cookie }
  const entries = { filename: `${number}.jpg`, batch: 'all', ...(tourId && { tourId }) }
  const coded = Object.entries(entries).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
  const created = await fetch(`${member.origin}/api/teams/${member.teamId}/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(bytes.length), 'upload-metadata': coded.join(',') },
  })
  if (created.status !== 201) throw new Error(`No upload: ${created.status} ${await created.text()}`)
  return sendBytes(new URL(created.headers.get('location') ?? '', member.origin), bytes, headers)
}

function sendBytes(url: URL, bytes: Buffer, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const all = {
      ...headers,
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes.length,
    }
    const sending = request(url, { method: 'PATCH', headers: all }, (answer) => {
      answer.resume()
      if (answer.statusCode === 204) resolve(String(answer.headers['panorama-id']))
      else reject(new Error(`The upload ended with ${answer.statusCode}`))
    })
    sending.once('error', reject)
    Readable.from([bytes]).pipe(sending)
  })
}

interface Listed {
  id: string
  state: string
}

async function panoramas({ origin, teamId, cookie }: Member): Promise<Listed[]> {
  const answer = await fetch(`${origin}/api/teams/${teamId}/panoramas`, { headers: { cookie } })
  return answer.ok ? ((await answer.json()) as Listed[]) : []
}

async function waitUntil(member: Member, isEnough: (list: Listed[]) => boolean): Promise<Listed[]> {
  for (let end = Date.now() + longestSeconds * 1000; ; await pause(250)) {
    const list = await panoramas(member)
    if (isEnough(list)) return list
    if (Date.now() > end) return list
  }
}

const isOver = ({ state }: Listed) => ['ready', 'refused', 'cancelled'].includes(state)
const waitForReady = (member: Member, wanted: number) =>
  waitUntil(member, (list) => list.filter(isOver).length >= wanted)
const waitForAll = (member: Member) => waitUntil(member, (list) => list.length === count && list.every(isOver))

/** From the last byte of one photo to its last tile. */
async function timeOfOne(member: Member, photo: Buffer, number: number): Promise<number> {
  const id = await upload(member, photo, number)
  const begin = performance.now()
  await waitUntil(member, (list) => list.some((one) => one.id === id && isOver(one)))
  return (performance.now() - begin) / 1000
}

interface Peaks {
  whole: number
  /** Means of the first and the last third, to see growth. */
  early: number
  late: number
}

function watchMemory(pid: number): { stop(): Peaks } {
  const wholes: number[] = []
  const timer = setInterval(() => wholes.push(memoryMegabytesOf(pid)), 1000)
  const mean = (part: number[]) => part.reduce((sum, each) => sum + each, 0) / Math.max(1, part.length)
  return {
    stop() {
      clearInterval(timer)
      const third = Math.max(1, Math.floor(wholes.length / 3))
      return { whole: Math.max(0, ...wholes), early: mean(wholes.slice(0, third)), late: mean(wholes.slice(-third)) }
    },
  }
}

interface Measured {
  idle: Sample
  busy: Sample
  peaks: Peaks
  end: Listed[]
  uploadSeconds: number
  wholeSeconds: number
  aloneSeconds: number
  secondSeconds: number
}

function report({ idle, busy, peaks, end, ...times }: Measured): void {
  const done = end.filter(({ state }) => state === 'ready').length
  const ratio = percentile(busy.milliseconds, 0.99) / percentile(idle.milliseconds, 0.99)
  const ms = ({ milliseconds, errors }: Sample) =>
    `p50 ${percentile(milliseconds, 0.5).toFixed(1)} ms, p99 ${percentile(milliseconds, 0.99).toFixed(1)} ms, errors ${errors}`
  const rows = {
    'panoramas ready': `${done} of ${count}`,
    'all uploaded': `${times.uploadSeconds.toFixed(1)} s`,
    'all ready': `${times.wholeSeconds.toFixed(1)} s, ${(times.wholeSeconds / count).toFixed(2)} s each`,
    'public tile, idle': ms(idle),
    'public tile, meanwhile': `${ms(busy)}, ${ratio.toFixed(2)} × idle`,
    'memory of everything': `peak ${peaks.whole.toFixed(0)} MB; first third ${peaks.early.toFixed(0)}, last ${peaks.late.toFixed(0)} on average`,
    'photo of another team': `${times.secondSeconds.toFixed(1)} s; alone ${times.aloneSeconds.toFixed(1)} s`,
  }
  console.log()
  for (const [name, value] of Object.entries(rows)) console.log(`${name.padEnd(24)} ${value}`)
  const round = (value: number) => Number(value.toFixed(2))
  console.log(
    JSON.stringify({
      done,
      failed: count - done,
      peak_mb: Math.round(peaks.whole),
      tile_p99_vs_idle: round(ratio),
      second_team_wait_s: round(times.secondSeconds),
      second_team_alone_s: round(times.aloneSeconds),
      wall_s: round(times.wholeSeconds),
    }),
  )
}

await main()
