// The live line from a team, and to its person, to one browser: server-sent events. Ends when the membership does; the browser reconnects by itself
// and reads everything again, so a line may be cut whenever something could have been missed.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TeamNews } from '#platform/events.ts'
import { askingOf } from '#platform/http.ts'
import type { Tools } from '#platform/tools.ts'
import { type Member, member } from '#rooms/teams/teams.ts'
import type { Media } from './media.ts'

const heartbeatMs = 15_000
const checkMs = 60_000
/** A browser that does not read gets no more memory than this. */
const backlogBytes = 1024 * 1024

interface Line {
  request: FastifyRequest
  reply: FastifyReply
  tools: Tools
}

export function streamEvents({ events, closing }: Media, who: Member, { request, reply, tools }: Line): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  // Fastify asks GET's handler for HEAD too: nothing would follow.
  if (request.method === 'HEAD') {
    raw.end()
    return
  }
  raw.write('retry: 2000\n\n')
  const end = () => raw.end()
  const send = (text: string) => {
    if (raw.writableLength > backlogBytes) raw.destroy()
    else raw.write(text)
  }

  const subscriber = {
    hear: ({ name, ...data }: TeamNews) => send(`event: ${name}\ndata: ${JSON.stringify({ name, ...data })}\n\n`),
    missed: end,
  }
  const unsubscribe = [who.teamId, who.personId].map((id) => events.subscribe(id, subscriber))
  const heartbeat = setInterval(() => send(': alive\n\n'), heartbeatMs)
  const checking = setInterval(() => {
    isStillMember(who, request, tools).then((lives) => lives || end(), end)
  }, checkMs)
  closing.addEventListener('abort', end)
  raw.once('close', () => {
    for (const stop of unsubscribe) stop()
    clearInterval(heartbeat)
    clearInterval(checking)
    closing.removeEventListener('abort', end)
  })
  if (closing.aborted) end()
}

async function isStillMember({ teamId }: Member, request: FastifyRequest, tools: Tools): Promise<boolean> {
  await member.find(askingOf(request, { teamId }, tools))
  return true
}
