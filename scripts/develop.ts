// The browser side of `npm run dev`: Vite serves the studio with live replacement and hands everything else to the
// server; the viewer is rebuilt into dist/viewer on every change. Started by scripts/bootstrap/develop.mjs.
import path from 'node:path'
import { build, createServer, type ProxyOptions } from 'vite'

const root = path.resolve(import.meta.dirname, '..')
const configFile = path.join(root, 'vite.config.ts')
const serverUrl = `http://localhost:${process.env.PORT || 8080}`

await build({ configFile, mode: 'viewer', build: { watch: {} } })
const studio = await createServer({
  configFile,
  mode: 'web',
  server: { port: 5173, proxy: { '^/(?!assets/web/)': passOn() } },
})
await studio.listen()
console.log(`\n  The studio with live reload: http://localhost:${studio.config.server.port}\n`)

async function stop(): Promise<void> {
  await studio.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
process.once('disconnect', stop)

/** Everything but the pages of the studio, which the server knows by this mark in its answer to a page request. */
function passOn(): ProxyOptions {
  return {
    target: serverUrl,
    changeOrigin: true,
    headers: { origin: serverUrl }, // the server refuses writes from other origins, and this one stands for it
    bypass: (request) => (isStudioPage(request.headers.accept, request.url) ? '/assets/web/index.html' : undefined),
  }
}

/** Pages that the server writes itself have a prefix; every other page is the studio's. */
function isStudioPage(accept = '', url = '/'): boolean {
  return accept.includes('text/html') && !/^\/(api|t|embed|export|files|assets)(\/|$)/.test(url)
}
