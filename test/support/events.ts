// Listens to a team's server-sent events as a browser would.
export interface HeardEvent {
  name: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events freely
  data: any
}

export interface EventLine {
  heard: HeardEvent[]
  /** The server ended it. */
  readonly isOver: boolean
  close(): void
}

export async function listenToTeam(origin: string, teamId: string, cookie: string): Promise<EventLine> {
  const ending = new AbortController()
  const answer = await fetch(`${origin}/api/teams/${teamId}/events`, { headers: { cookie }, signal: ending.signal })
  if (!answer.ok || !answer.body) throw new Error(`No events: ${answer.status}`)
  const heard: HeardEvent[] = []
  let isOver = false
  const ended = () => {
    isOver = true
  }
  void read(answer.body, heard).then(ended, ended)
  return {
    heard,
    get isOver() {
      return isOver
    },
    close: () => ending.abort(),
  }
}

async function read(body: ReadableStream<Uint8Array>, heard: HeardEvent[]): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (name && data) heard.push({ name, data: JSON.parse(data) })
    }
  }
}
