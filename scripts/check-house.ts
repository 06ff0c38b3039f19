// The checks that no ready-made tool does for us: import direction, words, shape of files, versions of packages.
// Prints one line per problem; the exit code is their number, at most 100.
import { checkImports } from './house/imports.ts'
import { checkShape } from './house/shape.ts'
import { readSources } from './house/sources.ts'
import { checkVersions } from './house/versions.ts'
import { checkWords, readCatalogues } from './house/words.ts'

const sources = readSources()
const { catalogues, problems: unreadable } = readCatalogues()
const words = checkWords(sources, catalogues)
const problems = [
  ...checkImports(sources),
  ...checkShape(sources),
  ...unreadable,
  ...words.problems,
  ...checkVersions(),
]
for (const problem of new Set(problems)) console.log(problem)
for (const note of words.notes) console.log(`note: ${note}`)
process.exitCode = Math.min(problems.length, 100)
