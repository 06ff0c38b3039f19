// A team's keys over HTTP. Whoever makes one has proven lately that it is them; no key reaches these routes.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { proven } from '#rooms/accounts/accounts.ts'
import { TeamPath } from '../contract.ts'
import { able } from '../teams.ts'
import { ApiKey, KeyPath, MadeKey, NewKey } from './contract.ts'
import { listKeys, makeKey, revokeKey } from './keys.ts'

export function keyRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/keys', {
    who: able('keys.manage'),
    params: TeamPath,
    reply: z.array(ApiKey),
    answer: ({ db, who, now }) => listKeys(db, who.teamId, now),
  })

  on.post('/api/teams/:teamId/keys', {
    who: proven(able('keys.manage')),
    params: TeamPath,
    body: NewKey,
    reply: MadeKey,
    answer: async ({ tx, who, body, now, reply }) => {
      const made = await makeKey(tx, who, body, now)
      reply.code(201).header('cache-control', 'no-store')
      return made
    },
  })

  on.put('/api/teams/:teamId/keys/:keyId/revocation', {
    who: able('keys.manage'),
    params: KeyPath,
    answer: ({ tx, who, params, now }) => revokeKey(tx, who, params.keyId, now),
  })
}
