// Tells an outage from a fault: no room left, the database or the storage away. Such an error says nothing about what was asked, so
// whoever meets it waits or answers "later"; it must never count against a file or a person.

export type Outage = 'full' | 'database' | 'storage'

/** ENOSPC and EDQUOT come from disks, 53100 from PostgreSQL, the names from S3. */
const full = new Set(['ENOSPC', 'EDQUOT', '53100', 'QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage'])
const diskAway = new Set(['EROFS', 'ESTALE', 'EMFILE', 'ENFILE'])
const lineBroken = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
])
/** Connection trouble (08), shut down or starting (57P), too busy (53), its own disk (58), read-only after a failover. */
const databaseCode = /^(08\w{3}|57P0[1-3]|53\w{3}|58\w{3}|25006)$/
const databaseWords =
  /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/

/** Undefined: the error is of another kind. Looks through causes too. */
export function outageOf(error: unknown, depth = 0): Outage | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined
  return ownOutage(error) ?? outageOf(error.cause, depth + 1)
}

function ownOutage(error: Error): Outage | undefined {
  const code = textOf(error, 'code') ?? ''
  if (full.has(code) || full.has(error.name)) return 'full'
  if ('$metadata' in error) return s3Outage(error)
  if (diskAway.has(code)) return 'storage'
  const isConnecting = textOf(error, 'syscall') === 'connect'
  if ((lineBroken.has(code) && !('path' in error)) || (code === 'ENOENT' && isConnecting)) return 'database'
  if (databaseCode.test(code) || databaseWords.test(error.message)) return 'database'
  return undefined
}

/** S3 that did not answer, fails, is busy, or no longer knows us or the bucket; what it says about one object is no outage. */
function s3Outage(error: Error): Outage | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined
  const status = metadata && typeof metadata === 'object' && 'httpStatusCode' in metadata ? metadata.httpStatusCode : 0
  if (status === 507) return 'full'
  if (error.name === 'NoSuchBucket') return 'storage'
  return !status || [401, 403, 408, 429].includes(Number(status)) || Number(status) >= 500 ? 'storage' : undefined
}

function textOf(error: Error, key: 'code' | 'syscall'): string | undefined {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : undefined
}
