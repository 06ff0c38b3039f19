// The Range header of a request (RFC 9110): one range of bytes, or everything. Several ranges at once are answered by everything.
export interface ByteSpan {
  start: number
  length: number
}

/** Undefined: send all of it. A header that makes no sense counts as none. */
export function rangeOf(header: string | undefined, sizeBytes: number): ByteSpan | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') return tail(Number(last), sizeBytes)
  const start = Number(first)
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (last !== '' && Number(last) < start) return undefined
  return start >= sizeBytes ? 'unsatisfiable' : { start, length: end - start + 1 }
}

function tail(wanted: number, sizeBytes: number): ByteSpan | 'unsatisfiable' {
  const length = Math.min(wanted, sizeBytes)
  return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, length }
}
