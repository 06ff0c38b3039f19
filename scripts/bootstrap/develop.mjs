// `npm run dev`: the server starts again when its sources change; the studio is served by Vite, which replaces changed
// modules in the open page; the viewer is rebuilt. One Ctrl-C ends it all.
import { existsSync, watch } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { findNode, nodeArguments, root } from './node.mjs'
import { runBeside } from './serve.mjs'

const settleMs = 250 // an editor saves a file in several steps
const serverSources = [
  'src/server',
  'src/rooms',
  'src/platform',
  'src/imaging',
  'src/tour',
  'src/words',
  'migrations',
  'dist/viewer',
]

export async function develop(args) {
  await ensureBuilt()
  const node = findNode()
  const tools = runBeside(node, nodeArguments('scripts/develop.ts'))
  await Promise.race([new Promise((resolve) => tools.child.once('message', resolve)), tools.ended])
  let server = runBeside(node, nodeArguments('src/server/main.ts', args))
  let stopping = false
  const stop = () => {
    stopping = true
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

  const changes = watchSources()
  tools.ended.then(() => changes.end())
  while (!stopping) {
    const event = await Promise.race([changes.next(), server.ended.then(() => 'ended')])
    if (stopping || event === 'closed') break
    if (event === 'ended') {
      console.log('The server ended. It starts again with the next change.')
      if ((await changes.next()) === 'closed') break
    }
    server.child.kill('SIGTERM')
    await server.ended
    if (!stopping) server = runBeside(node, nodeArguments('src/server/main.ts', args))
  }
  server.child.kill('SIGTERM')
  tools.child.kill('SIGTERM')
  await Promise.all([server.ended, tools.ended])
  changes.end()
  return 0
}

/** `next` resolves after the following change, once it has settled. */
function watchSources() {
  let timer
  let wake = () => {}
  let closed = false
  const changed = (_event, name) => {
    if (name && /\.test\.tsx?$|~$/.test(name)) return
    clearTimeout(timer)
    timer = setTimeout(() => wake('changed'), settleMs)
  }
  const watchers = serverSources
    .map((folder) => path.join(root, folder))
    .filter(existsSync)
    .map((folder) => watch(folder, { recursive: true }, changed))
  return {
    next: () =>
      closed
        ? Promise.resolve('closed')
        : new Promise((resolve) => {
            wake = resolve
          }),
    end() {
      closed = true
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      wake('closed')
    },
  }
}
