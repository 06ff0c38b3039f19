// Who may import whom. The house has floors, the rooms have ranks, a room is entered by its door, and nothing that
// runs goes round in a circle. When this check is in the way, the design is asked first, not the check.
import type { Import, Source } from './sources.ts'

/** Floors that each floor may use, besides itself. */
const floors: Record<string, string[]> = {
  tour: [],
  platform: ['tour', 'words'],
  imaging: ['tour', 'platform'],
  rooms: ['tour', 'platform', 'imaging', 'words'],
  server: ['tour', 'platform', 'imaging', 'rooms', 'words'],
  viewer: ['tour'],
  web: ['tour', 'viewer', 'rooms', 'words'],
}

/** A room may use those before it. */
const rooms = [
  ...[
    'audit',
    'holds',
    'notices',
    'legal',
    'accounts',
    'agreements',
    'teams',
    'billing',
    'media',
    'properties',
    'tours',
    'publishing',
  ],
  ...['comments', 'leads', 'activity', 'moderation', 'privacy', 'desk'],
]

export function checkImports(sources: Source[]): string[] {
  const problems = sources.filter(({ isTest }) => !isTest).flatMap((source) => directionProblems(source))
  return [...problems, ...viewerProblems(sources), ...cycleProblems(sources)]
}

function directionProblems(source: Source): string[] {
  const from = place(source.file)
  if (!from) return []
  if (from.floor === 'rooms' && !rooms.includes(from.room)) {
    return [`${source.file}: the room ${from.room} has no rank yet; give it one in scripts/house/imports.ts`]
  }
  return source.imports.flatMap((each) => {
    const reason = each.file ? refuseOwn(source.file, from, each.file) : refusePackage(source.file, from, each)
    return reason ? [`${source.file}: may not import ${each.specifier} (${reason})`] : []
  })
}

interface Place {
  floor: string
  room: string
}

function place(file: string): Place | undefined {
  const [, floor, room] = /^src\/(\w+)\/([\w-]+)/.exec(file) ?? []
  return floor && room ? { floor, room } : undefined
}

function refuseOwn(file: string, from: Place, target: string): string | undefined {
  const to = place(target)
  if (!to)
    return target.startsWith('test/') || target.startsWith('scripts/')
      ? 'sources do not know tests and scripts'
      : undefined
  if (to.floor !== from.floor && !floors[from.floor]?.includes(to.floor))
    return `${from.floor} stands below or beside ${to.floor}`
  if (from.floor === 'web' && to.floor === 'rooms' && !target.endsWith('/contract.ts'))
    return 'web sees only the contract of a room'
  if (file.endsWith('/contract.ts') && from.floor === 'rooms') return refuseInContract(to, target)
  if (from.floor === 'rooms' && to.floor === 'rooms' && to.room !== from.room)
    return refuseOtherRoom(from.room, to.room, target)
  return undefined
}

function refuseInContract(to: Place, target: string): string | undefined {
  const shared = to.floor === 'tour' || (to.floor === 'rooms' && target.endsWith('/contract.ts'))
  return shared ? undefined : 'a contract goes to the browser: only src/tour and other contracts'
}

function refuseOtherRoom(from: string, to: string, target: string): string | undefined {
  if (rooms.indexOf(to) > rooms.indexOf(from)) return `${to} ranks above ${from}`
  const doors = [`src/rooms/${to}/${to}.ts`, `src/rooms/${to}/contract.ts`]
  return doors.includes(target) ? undefined : `enter the room by its door, ${to}/${to}.ts`
}

/** In chunks of their own that are fetched only when somebody asks for what they do; by the folder that may name them. */
const viewerPackages: ReadonlyMap<string, string> = new Map([
  ['uqr', 'src/viewer/'],
  ['playcanvas', 'src/viewer/model/'],
])

function refusePackage(file: string, from: Place, { specifier, typeOnly }: Import): string | undefined {
  if (specifier.startsWith('#')) return 'no such floor'
  const pure = from.floor === 'tour' || (from.floor === 'rooms' && file.endsWith('/contract.ts'))
  if (pure && specifier !== 'zod') return 'this runs in the browser and on the server: only zod'
  const isOwn = typeOnly || specifier.startsWith('.') || file.startsWith(viewerPackages.get(specifier) ?? '-')
  if (from.floor === 'viewer' && !isOwn) return 'the viewer has no packages'
  if (from.floor === 'web' && specifier.startsWith('node:')) return 'this runs in the browser'
  return undefined
}

/** The viewer stays small: what it takes from src/tour must not bring the schema library along. */
function viewerProblems(sources: Source[]): string[] {
  const graph = runtimeGraph(sources)
  const byFile = new Map(sources.map((source) => [source.file, source]))
  const seen = new Set(
    sources.map(({ file }) => file).filter((file) => file.startsWith('src/viewer/') && !file.includes('.test.')),
  )
  for (const file of seen) for (const next of graph.get(file) ?? []) seen.add(next)
  return [...seen].flatMap((file) => {
    const heavy = byFile.get(file)?.imports.find((each) => !each.typeOnly && each.specifier === 'zod')
    return heavy
      ? [`${file}: reaches the viewer and brings zod along; move what the viewer needs to a file of its own`]
      : []
  })
}

function runtimeGraph(sources: Source[]): Map<string, string[]> {
  return new Map(
    sources.map(({ file, imports }) => [
      file,
      imports.flatMap((each) => (each.file && !each.typeOnly ? [each.file] : [])),
    ]),
  )
}

/** One line per circle, found by walking the graph in depth. */
function cycleProblems(sources: Source[]): string[] {
  const graph = runtimeGraph(sources)
  const done = new Set<string>()
  const problems: string[] = []
  const walk = (file: string, trail: string[]) => {
    const start = trail.indexOf(file)
    if (start !== -1) problems.push(`import circle: ${[...trail.slice(start), file].join(' → ')}`)
    if (start !== -1 || done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  return problems
}
