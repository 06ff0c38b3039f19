// What a visitor has written but not sent, kept until it is sent or the tab is closed: a lost connection, another scene or a reload
// must not cost them their words.

export class Draft {
  readonly #key: string
  #values: Record<string, string>

  constructor(key: string) {
    this.#key = `panoqor.draft.${key}`
    this.#values = this.#read()
  }

  get(name: string): string {
    return this.#values[name] ?? ''
  }

  set(name: string, value: string): void {
    this.#values[name] = value
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#values))
    } catch {
      // Without storage it is kept as long as the sheet is open.
    }
  }

  clear(): void {
    this.#values = {}
    try {
      sessionStorage.removeItem(this.#key)
    } catch {
      // Then there was nothing.
    }
  }

  #read(): Record<string, string> {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? '{}')
    } catch {
      return {}
    }
  }
}
