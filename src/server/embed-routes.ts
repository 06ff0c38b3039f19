// What other sites load: the script and the module of the viewer under addresses that never change, their types, and the viewer's
// words. Everything here is public and the same for everybody.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { wordsUnder } from '#platform/words.ts'
import { Language } from '#tour/text.ts'
import type { Assets } from './assets.ts'
import { headerClasses } from './headers.ts'

const types = join(import.meta.dirname, '../viewer/embed/types/panoqor.d.ts')
const script = 'text/javascript; charset=utf-8'

export function embedRoutes(on: Routes, assets: Assets): void {
  const module = JSON.stringify(assets.embed.module)
  const files = {
    // A classic script, so that a plain tag is enough; it finds its host by its own address.
    '/embed.js': { type: script, text: `import(new URL(${module},document.currentScript.src).href)\n` },
    '/panoqor.mjs': { type: script, text: `export { connect, PanoqorTour } from ${module}\n` },
    '/panoqor.d.ts': { type: 'text/plain; charset=utf-8', text: readFileSync(types, 'utf8') },
  }
  for (const [url, { type, text }] of Object.entries(files))
    on.bytes(url, anyone, (request, reply) => sendShared(request, reply, type, text))

  on.raw('GET', '/api/public/viewer-words/:language', {
    who: anyone,
    params: z.object({ language: Language }),
    answer: ({ params, request, reply }) =>
      sendShared(
        request,
        reply,
        'application/json; charset=utf-8',
        JSON.stringify(wordsUnder('viewer.', params.language)),
      ),
  })
}

/** Kept for five minutes, then asked for again by its tag: a new viewer reaches every site soon. */
function sendShared(request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  reply.headers({
    ...headerClasses.asset,
    'content-type': type,
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
    etag,
  })
  return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(text)
}
