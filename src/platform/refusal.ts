// The one way to say no. A Refusal is an answer, not a bug: its kind fixes the HTTP status, its code is a key of src/words.
export const refusalStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unacceptable: 422,
  too_many: 429,
  withheld_by_law: 451,
  unavailable: 503,
  no_space: 507,
} as const

export type RefusalKind = keyof typeof refusalStatus

export class Refusal extends Error {
  readonly kind: RefusalKind
  /** `room.reason`; the sentence in kk/ru/en stands in src/words under this key. */
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(kind: RefusalKind, code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.details = details
  }
}

/** Turns a policy's answer into a refusal: `allow(mayPublish(who))`. */
export function allow(answer: true | Refusal): void {
  if (answer !== true) throw answer
}
