// What this device remembers of uploads that began and did not end: the addresses that tus keeps, named so that they can be listed.
export interface UnfinishedUpload {
  key: string
  fileName: string
  sizeBytes: number
  tourId: string
}

const mark = 'panoqor-upload::'

/** Names the tour too: the same photo may go into two tours. */
export function fingerprintOf(file: File, { teamId, tourId }: { teamId: string; tourId: string }): string {
  return [mark, teamId, tourId, file.name, file.size, file.lastModified].join('|')
}

/** The same files, chosen again, continue where they stopped. */
export function unfinishedUploads(teamId: string): UnfinishedUpload[] {
  return Object.keys(localStorage).flatMap((key) => {
    const [, team, tourId, fileName, size] = key.includes(mark) ? key.split('|') : []
    if (team !== teamId || !tourId || !fileName) return []
    return [{ key, fileName, sizeBytes: Number(size), tourId }]
  })
}

export function forgetUnfinished(list: readonly UnfinishedUpload[]) {
  for (const { key } of list) localStorage.removeItem(key)
}
