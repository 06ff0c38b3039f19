// What browsers get, in three builds that share nothing: the studio (React), the public viewer (small, framework-free), and the
// viewer as a module for other sites. `--mode viewer` and `--mode embed` choose the last two. The server reads dist/<build>/manifest.json and answers /assets/<build>/….
import { existsSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'
import { withoutWebGpuShaders } from './scripts/playcanvas.ts'
import { viewerOutput, withoutPreloadHelper, withoutSpaceInShaders } from './scripts/viewer-bundle.ts'

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

const viewer: UserConfig = {
  root: path.join(root, 'src/viewer'),
  base: '/assets/viewer/',
  publicDir: false,
  plugins: [withoutPreloadHelper, withoutWebGpuShaders, withoutSpaceInShaders],
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
      output: { ...viewerOutput, entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
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
      output: { ...viewerOutput, entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

const builds: Record<string, UserConfig> = { viewer, embed }

export default defineConfig(({ mode }) => ({
  configFile: false,
  logLevel: 'warn',
  ...(builds[mode] ?? studio),
}))
