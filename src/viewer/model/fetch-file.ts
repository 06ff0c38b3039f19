// Fetches one large file and tells how much of it is here.

export interface FileWish {
  url: string
  /** As the manifest says: what servers say may be the size of something compressed. */
  sizeBytes: number
  signal: AbortSignal
  /** Whatever the cache of the browser holds: it did not do. */
  isAfresh: boolean
  onProgress(loadedBytes: number): void
}

/** The file did not come: no connection, or the server has no such file. */
export class FileNotHere extends Error {}

export async function fetchFile({ url, sizeBytes, signal, isAfresh, onProgress }: FileWish): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal, cache: isAfresh ? 'reload' : 'default' }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new FileNotHere(url)
  })
  if (!response.ok || !response.body) throw new FileNotHere(`${url}: ${response.status}`)
  const bytes = new Uint8Array(sizeBytes)
  const reader = response.body.getReader()
  let loaded = 0
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (signal.aborted) throw error
      throw new FileNotHere(url)
    })
    if (done) break
    if (loaded + value.length > sizeBytes) throw new FileNotHere(`${url}: longer than announced`)
    bytes.set(value, loaded)
    loaded += value.length
    onProgress(loaded)
  }
  if (loaded !== sizeBytes) throw new FileNotHere(`${url}: ${loaded} of ${sizeBytes} bytes`)
  return bytes.buffer
}
