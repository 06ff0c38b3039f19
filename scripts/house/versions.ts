// Packages below a version with a known fault must not come back, directly or through another package.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { root } from './sources.ts'

const Floors = z.record(z.string(), z.object({ atLeast: z.string(), because: z.string() }))
const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })

export function checkVersions(): string[] {
  const floors = Floors.parse(readJson('scripts/min-versions.json'))
  const { packages } = Lock.parse(readJson('package-lock.json'))
  return Object.entries(packages).flatMap(([folder, { version }]) => {
    const name = folder.replace(/^.*node_modules\//, '')
    const floor = floors[name]
    if (!floor || !version || !isBelow(version, floor.atLeast)) return []
    return [`package-lock.json: ${name} ${version} is older than ${floor.atLeast} (${floor.because})`]
  })
}

export function isBelow(version: string, floor: string): boolean {
  const numbers = (text: string) =>
    text
      .replace(/[-+].*/, '')
      .split('.')
      .map(Number)
  const [have, want] = [numbers(version), numbers(floor)]
  const differs = want.findIndex((part, index) => part !== (have[index] ?? 0))
  return differs !== -1 && (have[differs] ?? 0) < (want[differs] ?? 0)
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'))
}
