// Reads and parses all our sources once, for the checks beside this file.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'

export const root = path.resolve(import.meta.dirname, '../..')

export interface Import {
  /** As written. */
  specifier: string
  /** Path from the root when it is ours; undefined for packages. */
  file: string | undefined
  /** Gone after type stripping. */
  typeOnly: boolean
}

export interface FunctionShape {
  name: string
  line: number
  lines: number
}

export interface Source {
  /** Path from the root, with slashes. */
  file: string
  text: string
  isTest: boolean
  imports: Import[]
  functions: FunctionShape[]
}

export function readSources(folders = ['src', 'test', 'bench', 'scripts']): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
      .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$|\.g\.ts$|^src\/imaging\/kernel\/assembly/.test(file))
      .map((file) => parseSource(file, readFileSync(path.join(root, file), 'utf8'))),
  )
}

export function parseSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text)
  const [error] = errors
  if (error) throw new Error(`${file}: ${error.message}`)
  const source: Source = { file, text, isTest: /\.test\.tsx?$/.test(file), imports: [], functions: [] }
  const lineOf = lineCounter(text)
  visit(program, undefined, (node, parent) => {
    const specifier = specifierOf(node)
    if (specifier) source.imports.push({ specifier, file: resolve(file, specifier), typeOnly: isTypeOnly(node) })
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) {
      const line = lineOf(node.start)
      source.functions.push({ name: nameOf(node, parent), line, lines: lineOf(node.end) - line + 1 })
    }
  })
  return source
}

/** As much of the syntax tree as we look at. */
interface SyntaxNode {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value

function visit(
  node: object,
  parent: SyntaxNode | undefined,
  see: (node: SyntaxNode, parent: SyntaxNode | undefined) => void,
): void {
  const here = isNode(node) ? node : undefined
  if (here) see(here, parent)
  for (const value of Object.values(node)) {
    const children: unknown[] = Array.isArray(value) ? value : [value]
    for (const child of children) if (isNode(child)) visit(child, here, see)
  }
}

function specifierOf(node: SyntaxNode): string | undefined {
  const importing = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ]
  if (!importing.includes(node.type)) return undefined
  const { source } = node
  return isNode(source) && typeof source.value === 'string' ? source.value : undefined
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true
  const parts = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []
  return parts.length > 0 && parts.every((part) => part.importKind === 'type' || part.exportKind === 'type')
}

function nameOf(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  for (const holder of [node.id, parent?.id, parent?.key]) {
    if (isNode(holder) && typeof holder.name === 'string') return holder.name
  }
  return 'a function'
}

/** Our own imports are `#floor/…` or relative. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier)
  const [, floor, rest] = /^#(\w+)\/(.+)$/.exec(specifier) ?? []
  if (!floor) return undefined
  return floor === 'test' ? `test/${rest}` : `src/${floor}/${rest}`
}

function lineCounter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index)
  return (offset) => {
    const after = ends.findIndex((end) => end >= offset)
    return (after === -1 ? ends.length : after) + 1
  }
}
