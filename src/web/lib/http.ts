// One way to call the API: JSON in and out, session cookie, errors as RFC 9457 with a code that is a key of the words.
import { proveFor } from './proof.ts'

export class ApiError extends Error {
  readonly status: number
  /** A key of the words; `web.error.…` when there was no answer at all. */
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(status: number, code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface CallOptions {
  body?: unknown
  signal?: AbortSignal
  /** The browser finishes the call even when the page is closed; at most 64 KB of body. */
  keepalive?: boolean
}

/**
 * Answers the parsed JSON (undefined for an empty answer), or throws an ApiError. Where the server asks for a proof of identity first, the
 * person is asked, and the same request goes out again.
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  try {
    return await send<T>(method, path, options)
  } catch (error) {
    if (error instanceof ApiError && (await proveFor(error.code))) return send<T>(method, path, options)
    throw error
  }
}

async function send<T>(method: Method, path: string, options: CallOptions): Promise<T> {
  const { body, signal, keepalive } = options
  const response = await fetch(path, {
    method,
    headers:
      body === undefined
        ? { accept: 'application/json' }
        : { accept: 'application/json', 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
    keepalive: keepalive ?? false,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'web.error.network')
  })
  const text = await response.text().catch(() => '')
  const json = parse(text)
  if (!response.ok) throw toApiError(response.status, json)
  return json as T
}

function toApiError(status: number, json: unknown): ApiError {
  const problem: { code?: unknown; details?: unknown } = typeof json === 'object' && json !== null ? json : {}
  const code = typeof problem.code === 'string' ? problem.code : 'web.error.server'
  const details = typeof problem.details === 'object' && problem.details !== null ? problem.details : {}
  return new ApiError(status, code, { ...details })
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether trying again later can help: no answer, an overloaded or restarting server. */
export const isTemporary = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500)
