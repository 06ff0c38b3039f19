// Groups what happened by the reader's days, in the order in which it came.
export function byDay<One extends { at: string }>(entries: readonly One[]): [string, One[]][] {
  const dayOf = (at: string) => {
    const date = new Date(at)
    return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
  }
  return [...Map.groupBy(entries, ({ at }) => dayOf(at))]
}
