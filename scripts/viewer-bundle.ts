// What makes the viewer's bundles smaller than the bundler's own settings do. Never changes what the code does.
import type { Plugin } from 'vite'

/**
 * Vite wraps every import() in a helper that fetches what the chunk will import. It would cost every visitor 0.8 KB and saves those
 * who open a sheet one round trip; no setting takes it out.
 */
export const withoutPreloadHelper: Plugin = {
  name: 'without-preload-helper',
  configResolved({ plugins }) {
    const list = plugins as Plugin[] // said to be readonly, and read only later
    const at = list.findIndex(({ name }) => name === 'native:import-analysis-build')
    if (at >= 0) list.splice(at, 1)
  },
}

const ownSource = /[\\/]src[\\/]viewer[\\/].*\.ts$/
const shader = /`(#version 300 es\n)([^`$]*)`/g

/** Our shaders are written to be read; minifiers of scripts leave texts as they are. */
export const withoutSpaceInShaders: Plugin = {
  name: 'without-space-in-shaders',
  enforce: 'pre',
  transform(code, id) {
    if (!ownSource.test(id) || !code.includes('#version 300 es')) return undefined
    return { code: code.replace(shader, (_, version, body) => `\`${version}${tightened(body)}\``), map: null }
  },
}

/** GLSL without comments and needless space. A line that speaks to the preprocessor stays a line. */
export function tightened(glsl: string): string {
  const bare = glsl.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ')
  return bare
    .split(/^(\s*#.*)$/m)
    .map((part) => (/^\s*#/.test(part) ? `\n${part.trim()}\n` : withoutSpace(part)))
    .join('')
    .trim()
}

const withoutSpace = (glsl: string) =>
  glsl
    .replace(/\s+/g, ' ')
    .replace(/ ?([*/=<>?:;,(){}[\]|&]) ?/g, '$1')
    // Between operands only: "a - -b" must not become "a--b".
    .replace(/(?<=[\w)\]]) ?([+-]) ?(?=[\w(])/g, '$1')
    .trim()

/**
 * Top-level `const` stays what it is: where it becomes `var`, as Vite has it, the minifier can't put a number in its place, which
 * costs 0.3 KB.
 */
export const viewerOutput = { topLevelVar: false }
