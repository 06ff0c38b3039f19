// `npm test`: everything that can go wrong, from a fresh clone: checks, build, tests against a real PostgreSQL,
// journeys in a real browser. The last line says how many passed, failed and were skipped.
//   npm test -- PATH…   only the tests of these files
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt } from './bootstrap/build.mjs'
import { ensureChromium } from './bootstrap/chromium.mjs'
import { ensureInstalled } from './bootstrap/install.mjs'
import { root, runPinned } from './bootstrap/node.mjs'
import { runChecks } from './check.mjs'

const chosen = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: [] }
process.chdir(root)

await attempt('install', () => ensureInstalled({ full: true }))
if (total.failed === 0) {
  if (chosen.length === 0) await attempt('checks', check)
  const withBrowser = chosen.length === 0 || chosen.some((file) => file.includes('journeys'))
  if (withBrowser) await attempt('build', ensureBuilt)
  const chromium = withBrowser ? await attempt('Chromium', ensureChromium) : undefined
  const environment = { ...process.env, ...(chromium ? { PANOQOR_CHROMIUM: chromium } : {}) }
  // Not together: journeys measure what a browser sees and need the machine to themselves.
  for (const project of withBrowser ? ['house', 'journeys'] : ['house']) await runProject(project, environment)
}
report()

/** A step that fails counts as one failed test, and the rest goes on. */
async function attempt(name, step) {
  try {
    return await step()
  } catch (error) {
    console.error(`✗ ${name}: ${error.message}`)
    total.failed += 1
    return undefined
  }
}

async function check() {
  const failed = await runChecks()
  total.failed += failed.length
}

async function runProject(project, env) {
  console.log(`\n${project}`)
  const folder = mkdtempSync(path.join(tmpdir(), 'panoqor-tally-'))
  const tallyFile = path.join(folder, 'tally.json')
  const reporters = ['--reporter=default', '--reporter=./test/support/tally.reporter.ts']
  const args = ['run', `--project=${project}`, '--passWithNoTests', ...reporters, ...chosen]
  const code = await runPinned('node_modules/vitest/vitest.mjs', args, { env: { ...env, TALLY_FILE: tallyFile } })
  const tally = readTally(tallyFile)
  rmSync(folder, { recursive: true, force: true })
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped.push(...tally.skipped)
  // Interrupted, or broken outside of any test.
  if (code !== 0 && tally.failed === 0) total.failed += 1
}

function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: [] }
  }
}

function report() {
  console.log('')
  for (const { name, reason } of total.skipped) console.log(`skipped: ${name} (${reason})`)
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`)
  process.exitCode = total.failed === 0 ? 0 : 1
}
