// One or two letters that stand for a name.
export function initialsOf(name: string): string {
  const words = name
    .replace(/[«»"“”'()]/g, '')
    .trim()
    .split(/\s+/)
  const [first = '', second = ''] = words
  return `${[...first][0] ?? ''}${[...second][0] ?? ''}`.toUpperCase()
}
