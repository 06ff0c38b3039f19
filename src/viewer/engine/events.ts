// A typed list of listeners. Knows nothing about panoramas.

export type Listener<Payload> = (payload: Payload) => void

export class Events<Map extends object> {
  readonly #listeners: { [Name in keyof Map]?: Listener<Map[Name]>[] } = {}

  /** Returns the function that ends the listening. */
  on<Name extends keyof Map>(name: Name, listener: Listener<Map[Name]>): () => void {
    this.#listeners[name] = [...(this.#listeners[name] ?? []), listener]
    return () => {
      this.#listeners[name] = this.#listeners[name]?.filter((other) => other !== listener)
    }
  }

  emit<Name extends keyof Map>(name: Name, payload: Map[Name]): void {
    for (const listener of this.#listeners[name] ?? []) listener(payload)
  }
}
