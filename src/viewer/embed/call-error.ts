// What a page around hears when something it asked for can't be done: a code that stays the same in every language.

export type CallProblem =
  | 'no_such_scene'
  | 'no_such_hotspot'
  | 'no_such_language'
  | 'no_such_guided_tour'
  | 'no_such_call'
  | 'bad_arguments'
  | 'not_ready'

export class CallError extends Error {
  readonly code: CallProblem

  constructor(code: CallProblem) {
    super(code)
    this.code = code
  }
}
