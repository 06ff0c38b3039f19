// Builds the browser part when a source changed since the last time.

import { runQuietly } from './install.mjs'
import { findNode, nodeArguments } from './node.mjs'

export async function ensureBuilt() {
  await runQuietly({
    text: 'Building the browser part',
    result: (output) => output.includes('built') && 'Browser part built',
    log: 'build.log',
    advice: 'The sources do not build: correct what is named above.',
    command: findNode(),
    args: nodeArguments('scripts/build.ts', ['--if-changed']),
  })
}
