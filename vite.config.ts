// What browsers get, in two builds that share nothing: the studio (React) and the public viewer (small, framework-free).
// `--mode viewer` chooses the second. The server reads dist/<build>/manifest.json and answers /assets/<build>/….
import { existsSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

const root = import.meta.dirname
const target = 'es2022'

const studioPage = path.join(root, 'src/web/index.html')

const studio: UserConfig = {
  root: path.join(root, 'src/web'),
  base: '/assets/web/',
  publicDir: false,
  plugins: [react()],
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
  build: {
    target,
    outDir: path.join(root, 'dist/viewer'),
    assetsDir: '.',
    emptyOutDir: true,
    manifest: 'manifest.json',
    cssCodeSplit: false, // one style sheet
    modulePreload: false, // its helper would cost every visitor more than it saves those who open a sheet
    reportCompressedSize: false,
    rolldownOptions: {
      input: { viewer: path.join(root, 'src/viewer/main.ts') },
      output: { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
}

export default defineConfig(({ mode }) => ({
  configFile: false,
  logLevel: 'warn',
  ...(mode === 'viewer' ? viewer : studio),
}))
