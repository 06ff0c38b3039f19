// What stands between a refusal that asks for proof and the same request again: whoever can ask the person (the dialog of the accounts
// room) registers here, and http.ts asks. However many requests are refused at once, the person is asked once.

/** What the server misses: any fresh proof, or one with a second factor. */
export type Missing = 'proof' | 'second-factor'

const missingBy: Readonly<Record<string, Missing>> = {
  'accounts.prove_again': 'proof',
  'accounts.second_factor_first': 'second-factor',
}

type AskPerson = (missing: Missing) => Promise<boolean>

let askPerson: AskPerson | undefined
let asking: Promise<boolean> | undefined

/** Returns the way to take it back. */
export function registerProver(ask: AskPerson): () => void {
  askPerson = ask
  return () => {
    if (askPerson === ask) askPerson = undefined
  }
}

/** True when the refusal asked for proof and the person gave it: the request is worth repeating. */
export async function proveFor(code: string): Promise<boolean> {
  const missing = missingBy[code]
  if (!missing || !askPerson) return false
  asking ??= askPerson(missing).finally(() => {
    asking = undefined
  })
  return asking
}
