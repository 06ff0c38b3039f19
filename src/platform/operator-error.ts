// An error whose message is a sentence for the person who runs the server: shown as it is, without a stack.
export class OperatorError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'OperatorError'
  }
}
