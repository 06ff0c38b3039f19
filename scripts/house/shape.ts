// The shape of a file: it says what it is for, and no function outgrows a screen or two.
import type { Source } from './sources.ts'

const longestFunction = 80
const longestComponent = 150

export function checkShape(sources: Source[]): string[] {
  return sources
    .filter(({ file, isTest }) => file.startsWith('src/') && !isTest)
    .flatMap((source) => [...header(source), ...long(source)])
}

function header({ file, text }: Source): string[] {
  return /^(#!.*\n)?\s*(\/\/|\/\*)/.test(text) ? [] : [`${file}: begins without a comment that says what it is for`]
}

function long({ file, functions }: Source): string[] {
  const limit = file.endsWith('.tsx') ? longestComponent : longestFunction
  return functions
    .filter(({ lines }) => lines > limit)
    .map(({ name, line, lines }) => `${file}:${line}: ${name} has ${lines} lines, more than ${limit}; split it by idea`)
}
