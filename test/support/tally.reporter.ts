// Writes what a test run came to as JSON, for scripts/test.mjs to add up. The file's name is in TALLY_FILE.
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

export interface Tally {
  passed: number
  /** What broke outside of any test. */
  errors: number
  failures: { file: string; name: string; message: string }[]
  skipped: { name: string; reason: string }[]
}

class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tally: Tally = { passed: 0, errors: errors.length, failures: [], skipped: [] }
    for (const module of modules) count(module, tally)
    if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally))
  }
}

function count(module: TestModule, tally: Tally): void {
  const file = module.relativeModuleId
  const tests = [...module.children.allTests()]
  // A file that does not even load has no tests to fail.
  if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) {
    tally.failures.push({ file, name: file, message: firstLine(module.errors()) })
  }
  for (const test of tests) {
    const result = test.result()
    if (result.state === 'passed') tally.passed += 1
    else if (result.state === 'failed') {
      tally.failures.push({ file, name: `${file} > ${test.fullName}`, message: firstLine(result.errors) })
    } else {
      const reason = result.state === 'skipped' && result.note ? result.note : 'no reason given'
      tally.skipped.push({ name: `${file} > ${test.fullName}`, reason })
    }
  }
}

const firstLine = (errors: readonly { message: string }[]): string => errors[0]?.message.split('\n')[0] ?? 'no message'

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter's file by its default export
export default TallyReporter
