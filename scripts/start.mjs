// `npm start` and `npm run dev`: installs and builds what is missing, then becomes the server.
// Plain JavaScript without dependencies for any Node from 20 on; everything after it runs with the pinned Node.
import process from 'node:process'
import { ensureBuilt } from './bootstrap/build.mjs'
import { ensureInstalled } from './bootstrap/install.mjs'
import { findNode, nodeArguments, root } from './bootstrap/node.mjs'
import { serve } from './bootstrap/serve.mjs'

const args = process.argv.slice(2).filter((arg) => arg !== '--dev')
const dev = process.argv.includes('--dev')

try {
  process.chdir(root)
  await ensureInstalled({ full: dev })
  if (dev) {
    const { develop } = await import('./bootstrap/develop.mjs')
    process.exitCode = await develop(args)
  } else {
    await ensureBuilt()
    process.exitCode = await serve(findNode(), nodeArguments('src/server/main.ts', args))
  }
} catch (error) {
  console.error(`\n${error.message}`)
  process.exitCode = 1
}
