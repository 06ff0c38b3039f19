// What browsers get, in three builds that share nothing: the studio (React), the public viewer (small, framework-free), and the
// viewer as a module for other sites. `--mode viewer` and `--mode embed` choose the last two. The server reads dist/<build>/manifest.json and answers /assets/<build>/….
import { existsSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { withoutWebGpuShaders } from './scripts/playcanvas.ts'

const root = import.meta.dirname
const target = 'es2022'

const studioPage = path.join(root, 'src/web/index.html')

const studio: UserConfig = {
  root: path.join(root, 'src/web'),
  base: '/assets/web/',
  publicDir: false,
  plugins: [react(), withoutWebGpuShaders],
  build: {
    target,
    outDir: path.join(root, 'dist/web'),
    assetsDir: '.',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: existsSync(studioPage) ? studioPage : path.join(root, 'src/web/main.tsx') },
  },
}

/**
 * Vite wraps every import() in a helper that fetches what the chunk will import. It would cost every visitor 0.8 KB and saves those
 * who open a sheet one round trip; no setting takes it out.
 */
export const withoutPreloadHelper: Plugin = {
  name: 'without-preload-helper',
  configResolved({ plugins }) {
    const list = plugins as Plugin[] // said to be readonly, and read only later
    const at = list.findIndex(({ name }) => name === 'native:import-analysis-build')
    if (at >= 0) list.splice(at, 1)
  },
}

const viewer: UserConfig = {
  root: path.join(root, 'src/viewer'),
  base: '/assets/viewer/',
  publicDir: false,
  plugins: [withoutPreloadHelper, withoutWebGpuShaders],
  build: {
    target,
    outDir: path.join(root, 'dist/viewer'),
    assetsDir: '.',
    emptyOutDir: true,
    manifest: 'manifest.json',
    cssCodeSplit: false, // one style sheet
    chunkSizeWarningLimit: 1500, // what draws models is large, and fetched by those who enter one
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { viewer: path.join(root, 'src/viewer/main.ts') },
      output: { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

/** The viewer as a module for other sites. A build of its own: the public page's script stays one file. */
const embed: UserConfig = {
  ...viewer,
  base: '/assets/embed/',
  build: {
    ...viewer.build,
    outDir: path.join(root, 'dist/embed'),
    rolldownOptions: {
      input: {
        panoqor: path.join(root, 'src/viewer/embed/panoqor.ts'),
        examples: path.join(root, 'src/viewer/embed/examples.ts'),
      },
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

const builds: Record<string, UserConfig> = { viewer, embed }

export default defineConfig(({ mode }) => ({
  configFile: false,
  logLevel: 'warn',
  ...(builds[mode] ?? studio),
}))
