// The form of a storage key. A key that fits can't leave the storage folder, needs no escaping in a URL and hides nothing.
const form = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/

export function checkKey(key: string): string {
  if (key.length > 500 || !form.test(key)) throw new Error(`Not a storage key: ${JSON.stringify(key)}`)
  return key
}
