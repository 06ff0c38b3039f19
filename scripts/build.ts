// Builds what browsers get: dist/web, dist/viewer and dist/embed, each with a manifest and precompressed copies.
//   --if-changed   does nothing when no source changed since the last build
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '..')
const dist = path.join(root, 'dist')
const stampFile = path.join(dist, 'stamp.txt')
const builds = ['web', 'viewer', 'embed']

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const compressible = /\.(js|css|html|svg|json|txt)$/
const smallestBytes = 500

const flags = new Set(process.argv.slice(2))
if (!(flags.has('--if-changed') && isCurrent())) {
  await buildAll().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error) // the stack is the bundler's, not ours
    process.exitCode = 1
  })
}

async function buildAll(): Promise<void> {
  rmSync(stampFile, { force: true })
  const stamp = sourceStamp() // taken before: a change during the build leads to another one
  const { build } = await import('vite')
  const configFile = path.join(root, 'vite.config.ts')
  await Promise.all(builds.map((mode) => build({ configFile, mode })))
  await Promise.all(builds.map((name) => compressFolder(path.join(dist, name))))
  writeFileSync(stampFile, stamp)
  console.log('built')
}

function isCurrent(): boolean {
  try {
    return readFileSync(stampFile, 'utf8') === sourceStamp()
  } catch {
    return false
  }
}

/** Names, sizes and times instead of contents: a fraction of the time, and a needless build does no harm. */
function sourceStamp(): string {
  const sources = ['src/web', 'src/viewer', 'src/tour', 'src/words', 'src/rooms'].flatMap(filesBelow)
  const shared = ['vite.config.ts', 'package-lock.json', 'scripts/build.ts', 'scripts/viewer-bundle.ts']
  return [...shared, ...sources]
    .filter((file) => !file.endsWith('.test.ts') && (!file.startsWith('src/rooms') || file.endsWith('contract.ts')))
    .sort()
    .map((file) => {
      const { size, mtimeMs } = statSync(path.join(root, file))
      return `${file} ${size} ${Math.round(mtimeMs)}\n`
    })
    .join('')
}

function filesBelow(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

async function compressFolder(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => compressible.test(name) && name !== 'manifest.json')
  await Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name)
      const bytes = await readFile(file)
      if (bytes.length < smallestBytes) return
      const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
      const [small, common] = await Promise.all([brotli(bytes, { params }), zip(bytes, { level: 9 })])
      await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, common)])
    }),
  )
}
