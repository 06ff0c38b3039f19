// Turns the errors that an operator can do something about into one sentence that says what. Everything else is a bug
// and deserves its stack: then the answer is undefined.
import { OperatorError } from '#platform/operator-error.ts'

export function explain(error: unknown): string | undefined {
  const chain = causes(error)
  for (const each of chain) {
    const sentence = bySystemCode(each) ?? byDatabaseCode(each)
    if (sentence) return sentence
  }
  if (chain.some(({ message }) => /No space left on device|Disk quota exceeded|disk is full/i.test(message)))
    return fullDisk(undefined)
  return chain.find((each) => each instanceof OperatorError)?.message
}

interface Fault extends Error {
  code?: unknown
  path?: unknown
  port?: unknown
  address?: unknown
  syscall?: unknown
}

/** The error, what it wraps and, for attempts at several addresses, each of them. */
function causes(error: unknown): Fault[] {
  if (!(error instanceof Error)) return []
  const inner = error instanceof AggregateError ? error.errors : []
  return [error, ...[error.cause, ...inner].flatMap(causes)]
}

function bySystemCode({ code, path, port, address, syscall }: Fault): string | undefined {
  const place = typeof path === 'string' ? path : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is already used by another program. Stop that one, or choose another port: PORT=${Number(port) + 1}`
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${address}: correct HOST.`
    case 'ENOSPC':
    case 'EDQUOT':
      return fullDisk(place)
    case 'EROFS':
      return `${place ?? 'The data folder'} is on a read-only disk. Choose another folder with PANOQOR_DATA.`
    case 'EACCES':
    case 'EPERM':
      if (syscall === 'listen') return `Port ${port} needs administrator rights here. Choose one above 1023 with PORT.`
      return `Panoqor may not write to ${place ?? 'its data folder'}. Give this user the right to, or choose another folder with PANOQOR_DATA.`
    case 'ENOTDIR':
    case 'EEXIST':
      return (
        place && `${place} should be a folder, but a file is in its place. Choose another folder with PANOQOR_DATA.`
      )
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
      return `The database server of DATABASE_URL does not answer (${[address, port].filter(Boolean).join(':') || code}).`
    default:
      return undefined
  }
}

function fullDisk(place: string | undefined): string {
  return `The disk${place ? ` with ${place}` : ''} is full. Free some space and start again; what was saved is safe.`
}

/** SQLSTATE codes that mean "the operator's database is not set up for us". */
function byDatabaseCode({ code, message }: Fault): string | undefined {
  switch (code) {
    case '28P01':
    case '28000':
      return `The database server of DATABASE_URL refuses the sign-in: ${message}.`
    case '3D000':
      return `DATABASE_URL names a database that does not exist: ${message}.`
    case '42501':
      return `The database user of DATABASE_URL may not do what is needed: ${message}.`
    case '53300':
      return 'The database server of DATABASE_URL has no free connections left.'
    case '53100':
      return fullDisk(undefined)
    default:
      return undefined
  }
}
