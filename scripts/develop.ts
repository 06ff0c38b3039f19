// The browser side of `npm run dev`: Vite serves the studio with live replacement and hands everything else to the
// server; the viewer is rebuilt into dist/viewer on every change. Started by scripts/bootstrap/develop.mjs.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { build, createServer, type ProxyOptions } from 'vite'

const root = path.resolve(import.meta.dirname, '..')
const configFile = path.join(root, 'vite.config.ts')
/** As in src/server/studio-routes.ts. */
const studioPage =
  /^\/(sign-in|register(\/confirm)?|reset|email-change(\/undo)?|verify|invitation|inbox|first-run|(studio|account|desk)(\/.*)?)?(\?.*)?$/
const serverUrl = `http://localhost:${process.env.PORT || 8080}`

rmSync(path.join(root, 'dist/stamp.txt'), { force: true }) // what follows is no complete build
await firstBuild()
const studio = await createServer({
  configFile,
  mode: 'web',
  server: { port: 5173, proxy: { '^/(?!assets/web/)': passOn() } },
})
await studio.listen()
console.log(`  The studio with live reload: http://localhost:${studio.config.server.port}`)
process.send?.('ready')

async function stop(): Promise<void> {
  await studio.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
process.once('disconnect', stop)

/** Resolves when dist/viewer is there; it is rebuilt on every change from then on. */
async function firstBuild(): Promise<void> {
  const watcher = await build({ configFile, mode: 'viewer', build: { watch: {} } })
  if (!('on' in watcher)) return
  await new Promise<void>((resolve) => {
    watcher.on('event', ({ code }) => {
      if (code === 'END' || code === 'ERROR') resolve()
    })
  })
}

/** Everything but the studio's own pages goes to the server. */
function passOn(): ProxyOptions {
  return {
    target: serverUrl,
    changeOrigin: true,
    headers: { origin: serverUrl }, // the server refuses writes from other origins, and this one stands for it
    bypass: ({ headers, url = '' }) =>
      headers.accept?.includes('text/html') && studioPage.test(url) ? '/assets/web/index.html' : undefined,
  }
}
