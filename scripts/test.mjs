// `npm test`: everything that can go wrong, from a fresh clone: checks, build, tests against a real PostgreSQL,
// journeys in a real browser. The last lines name what failed, was unsteady or was skipped, and say how many.
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
/** More than these are no chance: the second run would only cost time. */
const mostFilesAskedAgain = 3
const total = { passed: 0, failed: 0, failures: [], unsteady: [], skipped: [] }
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

/** A few tests that fail are asked once more: one that passes then counts, and is named as unsteady. */
async function runProject(project, env) {
  console.log(`\n${project}`)
  const first = await runTests(project, chosen, env)
  const files = [...new Set(first.failures.map(({ file }) => file))]
  const askAgain = files.length > 0 && files.length <= mostFilesAskedAgain
  if (askAgain) console.log(`\n${project}, once more: ${files.join(', ')}`)
  const failures = askAgain ? (await runTests(project, files, env)).failures : first.failures
  const failedTwice = new Set(failures.map(({ name }) => name))
  const recovered = first.failures.filter(({ name }) => !failedTwice.has(name))

  total.passed += first.passed + recovered.length
  total.failed += failures.length + first.errors
  total.failures.push(...failures)
  total.unsteady.push(...recovered)
  total.skipped.push(...first.skipped)
}

async function runTests(project, files, env) {
  const folder = mkdtempSync(path.join(tmpdir(), 'panoqor-tally-'))
  const tallyFile = path.join(folder, 'tally.json')
  const reporters = ['--reporter=default', '--reporter=./test/support/tally.reporter.ts']
  const args = ['run', `--project=${project}`, '--passWithNoTests', ...reporters, ...files]
  const code = await runPinned('node_modules/vitest/vitest.mjs', args, { env: { ...env, TALLY_FILE: tallyFile } })
  const tally = readTally(tallyFile)
  rmSync(folder, { recursive: true, force: true })
  // Interrupted, or broken outside of any test.
  if (code !== 0 && tally.failures.length + tally.errors === 0) tally.errors = 1
  return tally
}

function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, errors: 0, failures: [], skipped: [] }
  }
}

function report() {
  console.log('')
  for (const { name, reason } of total.skipped) console.log(`skipped: ${name} (${reason})`)
  for (const { name, message } of total.unsteady)
    console.log(`unsteady: ${name} (failed once, then passed: ${message})`)
  for (const { name, message } of total.failures) console.log(`failed: ${name} (${message})`)
  console.log(
    `${total.passed} passed, ${total.failed} failed, ${total.unsteady.length} unsteady, ${total.skipped.length} skipped`,
  )
  process.exitCode = total.failed === 0 ? 0 : 1
}
