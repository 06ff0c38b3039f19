// Rows of the upload tray that somebody closed on this device: a refused file is told once, not at every visit.
const storageKey = 'panoqor.dismissed'
const longestList = 500

export function dismissedRows(): ReadonlySet<string> {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return new Set(Array.isArray(list) ? list.filter((key) => typeof key === 'string') : [])
  } catch {
    return new Set()
  }
}

export function dismissRows(keys: readonly string[]): ReadonlySet<string> {
  const all = new Set([...dismissedRows(), ...keys])
  localStorage.setItem(storageKey, JSON.stringify([...all].slice(-longestList)))
  return all
}
