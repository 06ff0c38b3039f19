// The live line from a team, and to its person, to one browser: server-sent events. Says nothing to who may not hear it any more; the
// browser reconnects by itself and reads everything again, so a line may be cut whenever something could have been missed.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TeamNews } from '#platform/events.ts'
import { askingOf, type Who } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { withinTeam } from '#platform/tenancy.ts'
import type { Tools } from '#platform/tools.ts'
import type { Member } from '#rooms/teams/teams.ts'
import type { Media } from './media.ts'

const heartbeatMs = 15_000
/** Also a line without news ends. */
const checkMs = 60_000
/** For so long a yes counts: no news of a team reaches who left it, signed out or was blocked longer ago. */
const freshMs = 1000
/** A browser that does not read gets no more memory than this. */
const backlogBytes = 1024 * 1024

interface Line {
  /** Whom the line is for: asked again as long as it lives. */
  policy: Who<Member>
  request: FastifyRequest
  reply: FastifyReply
  tools: Tools
}

/** Far more than anybody has pages open: each line costs questions to the database while there is news. */
const linesPerPerson = 40

export function streamEvents(media: Media, who: Member, { policy, request, reply, tools }: Line): void {
  const { events, closing, openLines } = media
  const lines = openLines.get(who.personId) ?? 0
  if (lines >= linesPerPerson)
    throw new Refusal('too_many', 'accounts.too_many_attempts', { retryAfterSeconds: checkMs / 1000 })
  reply.hijack()
  const { raw } = reply
  // Who hung up while we asked who they are: `close` was said already, and nobody would ever end this line.
  if (raw.destroyed) return
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    // Nothing else comes on this connection: kept open behind the last news, it would keep the server from stopping.
    connection: 'close',
  })
  // Fastify asks GET's handler for HEAD too: nothing would follow.
  if (request.method === 'HEAD') {
    raw.end()
    return
  }
  openLines.set(who.personId, lines + 1)
  raw.write('retry: 2000\n\n')
  const end = () => raw.end()
  const send = (text: string) => {
    if (raw.writableLength > backlogBytes) raw.destroy()
    else raw.write(text)
  }

  // News come from outside of the scope in which the route itself asked.
  const ask = () => withinTeam(who.teamId, () => policy.find(askingOf(request, { teamId: who.teamId }, tools)))
  const mayHear = askedAtMostEach(freshMs, ask)
  const subscriber = {
    hear: ({ name, ...data }: TeamNews) =>
      void mayHear().then(() => send(`event: ${name}\ndata: ${JSON.stringify({ name, ...data })}\n\n`), end),
    missed: end,
  }
  const unsubscribe = [who.teamId, who.personId].map((id) => events.subscribe(id, subscriber))
  const heartbeat = setInterval(() => send(': alive\n\n'), heartbeatMs)
  const checking = setInterval(() => void ask().catch(end), checkMs)
  closing.addEventListener('abort', end)
  raw.once('close', () => {
    const left = (openLines.get(who.personId) ?? 1) - 1
    if (left > 0) openLines.set(who.personId, left)
    else openLines.delete(who.personId)
    for (const stop of unsubscribe) stop()
    clearInterval(heartbeat)
    clearInterval(checking)
    closing.removeEventListener('abort', end)
  })
  if (closing.aborted) end()
}

/** One question for all who ask within the time; they are answered in their order. */
function askedAtMostEach(milliseconds: number, ask: () => Promise<unknown>): () => Promise<unknown> {
  let answer: Promise<unknown> = Promise.resolve()
  let askedAt = performance.now()
  return () => {
    if (performance.now() - askedAt < milliseconds) return answer
    askedAt = performance.now()
    answer = answer.then(ask)
    return answer
  }
}
