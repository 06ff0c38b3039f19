// The public viewer by itself, for tests and benches: built in memory, served with a hand-made tour by a tiny local server that
// sends the same strict policy as the real one. Knows nothing of the product's server.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'vite'
import { wordsUnder } from '#platform/words.ts'
import type { PublishedTour } from '#tour/published.ts'
import { type Language, languages } from '#tour/text.ts'
import { withoutWebGpuShaders } from '../../scripts/playcanvas.ts'
import { viewerOutput, withoutPreloadHelper, withoutSpaceInShaders } from '../../scripts/viewer-bundle.ts'

export interface ServedFile {
  body: string | Buffer
  type: string
  status?: number
}

export interface FileServer {
  url: string
  /** Paths asked for, in order. */
  asked: string[]
  files: Map<string, ServedFile>
  close(): Promise<void>
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; worker-src 'self' blob:; media-src 'self' blob:; frame-src https://www.youtube-nocookie.com https://player.vimeo.com https://rutube.ru"

export async function serveFiles(files: Map<string, ServedFile>): Promise<FileServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    asked.push(path)
    const file = files.get(path)
    const headers = { 'content-security-policy': policy, 'cache-control': 'max-age=600' }
    if (!file) return response.writeHead(404, headers).end()
    response.writeHead(file.status ?? 200, { ...headers, 'content-type': file.type }).end(file.body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    files,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

export interface BuiltEntry {
  /** Of the entry itself, or of all files joined where there are several entries. */
  script: string
  style: string
  /** What the entry loads later, by file name; its imports expect them beside it. */
  chunks: Map<string, string>
}

const builtEntries = new Map<string, Promise<BuiltEntry>>()

/**
 * Scripts and style sheet of one or more entries, minified as for the product. `fileName`: under which the script of a single entry
 * is served; its later chunks import it by that name.
 */
export function buildBrowserEntry(entry: string | string[], fileName = '[name].js'): Promise<BuiltEntry> {
  // Once per process: sources do not change under a run.
  const key = JSON.stringify([entry, fileName])
  const built = builtEntries.get(key) ?? buildEntry(entry, fileName)
  builtEntries.set(key, built)
  return built
}

async function buildEntry(entry: string | string[], fileName: string): Promise<BuiltEntry> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [withoutPreloadHelper, withoutWebGpuShaders, withoutSpaceInShaders],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      cssCodeSplit: false,
      assetsDir: '.',
      rolldownOptions: {
        input: entry,
        // What lazy chunks share with the entry stays in it: nothing more to fetch before the first picture.
        preserveEntrySignatures: 'allow-extension',
        output: { ...viewerOutput, format: 'es', entryFileNames: fileName, chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  const outputs = Array.isArray(built) ? built : [built]
  const files = outputs.flatMap((output) => ('output' in output ? output.output : []))
  const scripts = files.flatMap((file) => (file.type === 'chunk' ? [file] : []))
  const first = new Set(scripts.filter((file) => file.isEntry).map(({ fileName }) => fileName))
  for (const name of first)
    for (const each of scripts.find(({ fileName }) => fileName === name)?.imports ?? []) first.add(each)
  // Several entries are only measured, never run: what they share is a part of them.
  const isMain = (file: (typeof scripts)[number]) =>
    typeof entry === 'string' ? file.isEntry : first.has(file.fileName)
  const script = scripts.flatMap((file) => (isMain(file) ? [file.code] : [])).join('')
  const style = files.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('')
  const chunks = new Map(scripts.flatMap((file) => (isMain(file) ? [] : [[file.fileName, file.code] as const])))
  return { script, style, chunks }
}

/** The viewer's texts as the server puts them into the page. */
export async function viewerWords(
  language: Language,
): Promise<{ language: Language; texts: Record<string, Record<string, string>> }> {
  return { language, texts: Object.fromEntries(languages.map((each) => [each, wordsUnder('viewer.', each)])) }
}

/** The page around the viewer, as plain as the contract in src/viewer/main.ts allows; `site`: where the tour is published. */
export function viewerPage(
  tour: PublishedTour,
  words: Awaited<ReturnType<typeof viewerWords>>,
  site?: { slug: string; url: string },
): string {
  const inline = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${tour.tourId}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/viewer.css">
</head>
<body>
<main id="viewer"${site ? ` data-slug="${site.slug}" data-url="${site.url}"` : ''}></main>
<script type="application/json" id="tour">${inline(tour)}</script>
<script type="application/json" id="words">${inline(words)}</script>
<script type="module" src="/viewer.js"></script>
</body>
</html>`
}
