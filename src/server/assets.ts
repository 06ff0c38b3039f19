// What was built for browsers, held in memory and answered precompressed. Only names that exist at start are ever answered.
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { OperatorError } from '#platform/operator-error.ts'
import { headerClasses } from './headers.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.json': 'application/json',
}

interface Asset {
  type: string
  plain: Buffer
  br?: Buffer
  gz?: Buffer
}

export interface Assets {
  /** URLs of the viewer's script and style. */
  viewer: { script: string; style: string; imports?: readonly string[] }
  /** URLs of the viewer as a module for other sites, and of the script of the page that shows it. */
  embed: { module: string; examples: string }
  /** The studio's page. */
  studioPage: Buffer
  answer(request: FastifyRequest, reply: FastifyReply, build: string, name: string): FastifyReply | undefined
}

export async function loadAssets(dist: string): Promise<Assets> {
  const assets = new Map<string, Asset>()
  for (const build of ['web', 'viewer', 'embed']) await loadFolder(assets, join(dist, build), build)
  const viewer = await viewerUrls(dist)
  return {
    viewer,
    embed: await embedUrls(dist),
    studioPage: await readFile(join(dist, 'web/index.html')),
    answer(request, reply, build, name) {
      const asset = assets.get(`${build}/${name}`)
      return asset && send(request, reply, asset)
    },
  }
}

async function loadFolder(assets: Map<string, Asset>, folder: string, build: string): Promise<void> {
  const names = await readdir(folder).catch(() => {
    throw new OperatorError(`The browser part is not built: ${folder} is missing. Run "npm start" or "npm run build".`)
  })
  for (const name of names) {
    const type = types[extname(name)]
    if (!type || name === 'manifest.json') continue
    const has = (suffix: string) => (names.includes(name + suffix) ? readFile(join(folder, name + suffix)) : undefined)
    const [plain, br, gz] = await Promise.all([readFile(join(folder, name)), has('.br'), has('.gz')])
    assets.set(`${build}/${name}`, { type, plain, br, gz })
  }
}

async function viewerUrls(dist: string): Promise<Assets['viewer']> {
  const names = await readdir(join(dist, 'viewer'))
  const script = names.find((name) => /^viewer-.*\.js$/.test(name))
  const style = names.find((name) => name.endsWith('.css'))
  if (!script || !style) throw new OperatorError('The viewer is not built. Run "npm start" or "npm run build".')
  const url = (name: string) => `/assets/viewer/${name}`
  const code = await readFile(join(dist, 'viewer', script), 'utf8')
  const imports = [...code.matchAll(/from\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map((found) => url(found[1] ?? ''))
  return { script: url(script), style: url(style), imports }
}

async function embedUrls(dist: string): Promise<Assets['embed']> {
  const names = await readdir(join(dist, 'embed'))
  const find = (entry: string) => names.find((name) => name.startsWith(`${entry}-`) && name.endsWith('.js'))
  const [module, examples] = [find('panoqor'), find('examples')]
  if (!module || !examples) throw new OperatorError('The viewer is not built. Run "npm start" or "npm run build".')
  return { module: `/assets/embed/${module}`, examples: `/assets/embed/${examples}` }
}

function send(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  reply.headers(headerClasses.asset).header('content-type', asset.type).header('access-control-allow-origin', '*')
  if (asset.br && /\bbr\b/.test(accepted)) return compressed(reply, 'br', asset.br)
  if (asset.gz && /\bgzip\b/.test(accepted)) return compressed(reply, 'gzip', asset.gz)
  if (asset.br || asset.gz) reply.header('vary', 'accept-encoding')
  return reply.send(asset.plain)
}

const compressed = (reply: FastifyReply, encoding: string, bytes: Buffer) =>
  reply.header('content-encoding', encoding).header('vary', 'accept-encoding').send(bytes)
