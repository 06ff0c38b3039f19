// Runs a file with the pinned Node: node scripts/pinned.mjs FILE ARGS…
import { runPinned } from './bootstrap/node.mjs'

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('Usage: node scripts/pinned.mjs FILE [ARGS…]')
  process.exit(2)
}
try {
  process.exitCode = await runPinned(file, args)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
