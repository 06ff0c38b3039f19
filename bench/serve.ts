// How many requests one CPU-second of the server answers, against nginx with the same bytes in the same run: a hot tile, tiles cold
// from the archive, the public page, the manifest. Needs wrk and nginx (Debian packages); what is missing is said and left out.
// Usage: npm run bench -- serve [--seconds 6] [--connections 64]
import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { PublishedTour } from '#tour/published.ts'
import { faces, tileName, tilesAcross } from '#tour/pyramid.ts'
import { cpuSecondsOf, freePort, startServer } from './support/server.ts'

const { values: given } = parseArgs({ options: { seconds: { type: 'string' }, connections: { type: 'string' } } })
const seconds = Number(given.seconds ?? 6)
const connections = Number(given.connections ?? 64)

interface Load {
  requestsPerSecond: number
  perCpuSecond: number
  p99Milliseconds: number
  errors: number
}

const has = (program: string) => spawnSync('which', [program]).status === 0

async function main(): Promise<void> {
  if (!has('wrk')) {
    console.log('wrk: not installed (apt-get install wrk). Nothing was measured.')
    console.log(JSON.stringify({ tile_vs_nginx: null, cold_tile_vs_nginx: null, page_vs_nginx: null, errors: null }))
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-serve-'))
  const ours = await startServer(folder)
  try {
    const { slug, tour } = await publishedDemo(ours.origin)
    const tiles = tilePaths(tour)
    const page = `/t/${slug}?lang=ru`
    const hot = tiles[0] ?? ''
    const manifest = `/api/public/tours/${slug}`
    const rows: Record<string, { ours: Load; nginx?: Load }> = {}

    const peer = has('nginx') ? await startNginx(folder, ours.origin, { tiles, page, manifest }) : undefined
    if (!peer) console.log('nginx: not installed (apt-get install nginx-light). Only our own figures follow.')
    const both = async (name: string, script: string, nginxScript = script) => {
      await load(ours.origin, script, ours.pid, 2) // warm
      rows[name] = { ours: await load(ours.origin, script, ours.pid, seconds) }
      if (peer) rows[name].nginx = await load(peer.origin, nginxScript, peer.pid, seconds)
    }
    await both('hot tile', await pathsScript(folder, 'hot', [hot]))
    await both('hot tiles, all', await pathsScript(folder, 'all', tiles))
    await both(
      'page',
      await pathsScript(folder, 'page', [page]),
      await pathsScript(folder, 'nginx-page', ['/page.html']),
    )
    await both(
      'manifest',
      await pathsScript(folder, 'manifest', [manifest]),
      await pathsScript(folder, 'nginx-manifest', ['/manifest.json']),
    )
    await ours.stop()

    // The same data folder with no memory for tiles: every one of them is read from its archive.
    const cold = await startServer(folder, { TILE_MEMORY_MB: '0' })
    const script = await pathsScript(folder, 'cold', tiles)
    await load(cold.origin, script, cold.pid, 2)
    rows['cold tiles'] = {
      ours: await load(cold.origin, script, cold.pid, seconds),
      nginx: rows['hot tiles, all']?.nginx,
    }
    await cold.stop()
    peer?.stop()
    print(rows)
  } finally {
    await ours.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function publishedDemo(origin: string): Promise<{ slug: string; tour: PublishedTour }> {
  const end = Date.now() + 180_000
  while (Date.now() < end) {
    const answer = await fetch(`${origin}/api/public/tours/demo`)
    if (answer.ok) return { slug: 'demo', tour: (await answer.json()) as PublishedTour }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('The demo tour was not published within three minutes')
}

function tilePaths(tour: PublishedTour): string[] {
  return tour.scenes.flatMap((scene) => {
    if (!('panorama' in scene)) return []
    const { tilesUrl, pyramid } = scene.panorama
    const names: string[] = []
    for (let level = 1; level <= pyramid.levels; level++)
      for (const face of faces)
        for (let row = 0; row < tilesAcross(level); row++)
          for (let column = 0; column < tilesAcross(level); column++)
            names.push(tilesUrl + tileName(pyramid.format, level, face, row, column))
    return names
  })
}

/** A wrk script that walks through the paths; each answer but 200 counts as an error. */
async function pathsScript(folder: string, name: string, paths: string[]): Promise<string> {
  const file = join(folder, `${name}.lua`)
  const list = paths.map((path) => JSON.stringify(path)).join(',\n')
  await writeFile(
    file,
    `local paths = {${list}}
local at = 0
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {["accept-encoding"] = "identity"})
end
function done(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %d %d %d %.3f", summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(99) / 1000))
end
`,
  )
  return file
}

async function load(origin: string, script: string, pid: number, forSeconds: number): Promise<Load> {
  const before = cpuSecondsOf(pid)
  const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${forSeconds}s`, '-s', script, origin], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  await new Promise((resolve) => child.once('exit', resolve))
  const cpuSeconds = cpuSecondsOf(pid) - before
  const [, requests = '0', microseconds = '1', errors = '0', p99 = '0'] =
    /RESULT (\d+) (\d+) (\d+) ([\d.]+)/.exec(output) ?? []
  return {
    requestsPerSecond: Math.round(Number(requests) / (Number(microseconds) / 1e6)),
    perCpuSecond: Math.round(Number(requests) / cpuSeconds),
    p99Milliseconds: Number(p99),
    errors: Number(errors),
  }
}

/** nginx as its friends would set it up: sendfile, open_file_cache, one worker, the same bytes as plain files. */
async function startNginx(folder: string, origin: string, paths: { tiles: string[]; page: string; manifest: string }) {
  const root = join(folder, 'nginx')
  const copy = async (path: string, name: string) => {
    const bytes = Buffer.from(await (await fetch(origin + path)).arrayBuffer())
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), bytes)
  }
  for (const tile of paths.tiles) await copy(tile, tile)
  await copy(paths.page, 'page.html')
  await copy(paths.manifest, 'manifest.json')
  const port = await freePort()
  const config = join(folder, 'nginx.conf')
  await writeFile(
    config,
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log crit;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  types { image/jpeg jpg; text/html html; application/json json; }
  sendfile on; tcp_nopush on; keepalive_timeout 65; keepalive_requests 1000000; access_log off;
  open_file_cache max=20000 inactive=60s; open_file_cache_valid 60s;
  server { listen 127.0.0.1:${port}; root ${root}; add_header cache-control "public, max-age=31536000, immutable"; }
}`,
  )
  const child = spawn('nginx', ['-c', config, '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] })
  await new Promise((resolve) => setTimeout(resolve, 700))
  const pid = Number(await readFile(join(folder, 'nginx.pid'), 'utf8'))
  return { origin: `http://127.0.0.1:${port}`, pid, stop: () => void child.kill('SIGQUIT') }
}

function print(rows: Record<string, { ours: Load; nginx?: Load }>): void {
  const ratio = (name: string) => {
    const row = rows[name]
    return row?.nginx ? Number((row.ours.perCpuSecond / row.nginx.perCpuSecond).toFixed(3)) : null
  }
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, { ours, nginx }]) => [
        name,
        {
          'ours req/s': ours.requestsPerSecond,
          'ours req/CPU-s': ours.perCpuSecond,
          'p99 ms': ours.p99Milliseconds,
          'nginx req/CPU-s': nginx?.perCpuSecond ?? 'not installed',
          ratio: ratio(name) ?? '',
          errors: ours.errors,
        },
      ]),
    ),
  )
  const errors = Object.values(rows).reduce((sum, row) => sum + row.ours.errors, 0)
  console.log(
    JSON.stringify({
      tile_vs_nginx: ratio('hot tile'),
      hot_tiles_vs_nginx: ratio('hot tiles, all'),
      cold_tile_vs_nginx: ratio('cold tiles'),
      page_vs_nginx: ratio('page'),
      manifest_vs_nginx: ratio('manifest'),
      errors,
      connections,
    }),
  )
}

await main()
