// `npm run check`: types, purity of the shared floors, lint and format, and the house's own rules, all at once.
// Shows every problem of every check; the exit code says whether there was any.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './bootstrap/install.mjs'
import { findNode, nodeArguments, root } from './bootstrap/node.mjs'

const bin = (name) => path.join(root, 'node_modules', name)
const typescript = (project) => [bin('typescript/bin/tsc'), '-p', project, '--pretty', 'false']

/** What is run, and what it says when it fails. */
const checks = [
  { name: 'types', args: typescript('tsconfig.json') },
  { name: 'types of the demo renderer', args: typescript('scripts/demo-flat/tsconfig.json') },
  { name: 'floors for the browser compile without Node', args: typescript('tsconfig.browser.json') },
  { name: 'floors for the server compile without a browser', args: typescript('tsconfig.server.json') },
  {
    name: 'lint and format',
    args: [
      bin('@biomejs/biome/bin/biome'),
      'check',
      '--reporter=concise',
      '--diagnostic-level=error',
      '--max-diagnostics=none',
      '.',
    ],
  },
  { name: 'imports, words, shape, versions', args: nodeArguments(path.join(root, 'scripts/check-house.ts')) },
]

/** Answers with the names of the checks that failed, after printing what they found. */
export async function runChecks() {
  const failed = []
  await Promise.all(
    checks.map(async ({ name, args }) => {
      const started = Date.now()
      const { code, output } = await capture(findNode(), args)
      const seconds = ((Date.now() - started) / 1000).toFixed(1)
      const text = code === 0 ? onlyNotes(output) : output.trim()
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)${text ? `\n${text}` : ''}`)
      if (code !== 0) failed.push(name)
    }),
  )
  return failed
}

const onlyNotes = (output) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('note: '))
    .join('\n')

function capture(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root })
    let output = ''
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureInstalled({ full: true })
    const failed = await runChecks()
    process.exitCode = failed.length === 0 ? 0 : 1
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
