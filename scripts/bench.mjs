// `npm run bench -- NAME [ARGS…]` runs bench/NAME.ts with everything installed; without a name it lists them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ensureInstalled } from './bootstrap/install.mjs'
import { root, runPinned } from './bootstrap/node.mjs'

const [name, ...args] = process.argv.slice(2)
const folder = path.join(root, 'bench')
const file = path.join(folder, `${name}.ts`)
process.chdir(root)

if (name && /^[\w-]+$/.test(name) && existsSync(file)) {
  try {
    await ensureInstalled({ full: true })
    process.exitCode = await runPinned(file, args)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
} else {
  if (name) console.error(`There is no benchmark ${name}.\n`)
  console.log('npm run bench -- NAME\n')
  for (const each of readdirSync(folder).filter((entry) => entry.endsWith('.ts'))) {
    const [, about = ''] = /^\/\/ (.*)/.exec(readFileSync(path.join(folder, each), 'utf8')) ?? []
    console.log(`  ${each.replace(/\.ts$/, '').padEnd(10)} ${about}`)
  }
  process.exitCode = name ? 2 : 0
}
