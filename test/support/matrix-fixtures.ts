// What the authorisation matrix (src/server/matrix.test.ts) puts into the addresses of routes and sends to them.
//
// A new route needs something here only where the matrix says so:
// - a parameter in its path that no row of `parameters` makes: add a row that makes such an object in the scene's team and answers its id.
//   Where the same name means another thing on one route, name the row `<url> <parameter>`. Where any text will do, add it to `freely`.
// - a JSON body beside an object of the team in its path: add a body to `bodies` that would be accepted if the object were one's own;
//   the matrix sends it with ids of other teams, and expects the answer for something that never existed.
// Scenes are made anew after each write that succeeded, so a row may be used up.
import { newId } from '#platform/ids.ts'
import { type Role, roles } from '#rooms/teams/abilities/contract.ts'
import { keyScopes } from '#rooms/teams/keys/scopes/contract.ts'
import { Scene as TourScene } from '#tour/tour.ts'
import { type Answer, attachmentFileName, type TestMember, type World } from './world.ts'

/** One team with somebody in every role, and whatever was asked of it. */
export interface Scene {
  world: World
  owner: TestMember
  members: Record<Role, TestMember>
  /** The same value for the same parameter, until the scene is over. */
  get(parameter: string): Promise<string>
}

export async function newScene(world: World): Promise<Scene> {
  const owner = await world.newMember()
  const { teamId } = owner
  const members = { owner } as Record<Role, TestMember>
  for (const role of roles) members[role] = role === 'owner' ? owner : await world.newMember({ teamId, role })
  const known = new Map<string, Promise<string>>()
  const scene: Scene = {
    world,
    owner,
    members,
    get(parameter) {
      const made = known.get(parameter) ?? make(parameter)
      known.set(parameter, made)
      return made
    },
  }
  async function make(parameter: string): Promise<string> {
    const row = parameters[parameter]
    if (!row) throw new Error(`no row for ${parameter} in test/support/matrix-fixtures.ts`)
    return row(scene)
  }
  return scene
}

const idIn = (answer: Answer): string => {
  if (answer.status >= 300) throw new Error(`the matrix could not make its own object: ${answer.status} ${answer.text}`)
  return answer.body.id
}

const inTeam = ({ owner }: Scene, path: string) => `/api/teams/${owner.teamId}${path}`
let numbers = 0

/** An object of the scene's team for each parameter of a path. */
export const parameters: Record<string, (scene: Scene) => Promise<string> | string> = {
  teamId: ({ owner }) => owner.teamId,
  memberId: ({ members }) => members.viewer.personId,
  '/api/teams/:teamId/tours/:tourId/assignees/:personId personId': ({ members }) => members.agent.personId,
  invitationId: async (scene) => {
    const link = { role: 'viewer', label: '', expiresInDays: 7, maxUses: 5, needsApproval: true }
    const made = await scene.owner.post(inTeam(scene, '/invitation-links'), link)
    const guest = await scene.world.newMember()
    await guest.post('/api/invitation-acceptances', { token: made.body.url.split('#')[1] })
    guests.set(idIn(made), guest.personId)
    return idIn(made)
  },
  applicantId: async (scene) => guests.get(await scene.get('invitationId')) ?? '',
  offerId: async (scene) => {
    const to = scene.members.admin
    await scene.owner.post(inTeam(scene, '/ownership-offers'), { personId: to.personId, giverBecomes: 'owner' })
    return (await scene.owner.get(inTeam(scene, '/members'))).body.offer.id
  },
  keyId: async (scene) => {
    const made = await scene.owner.post(inTeam(scene, '/keys'), { name: 'All', scopes: keyScopes, days: 30 })
    if (made.status !== 200 && made.status !== 201) throw new Error(made.text)
    tokens.set(made.body.key.id, made.body.token)
    return made.body.key.id
  },
  panoramaId: async (scene) => {
    const { id, archive } = await scene.world.newPanorama(scene.owner.teamId)
    archives.set(id, archive)
    return id
  },
  archive: async (scene) => archives.get(await scene.get('panoramaId')) ?? '',
  attachmentId: ({ world, owner }) => world.newAttachment(owner.teamId),
  /** Published, and takes messages. */
  tourId: async (scene) => {
    const { document, id } = (await scene.owner.post(inTeam(scene, '/tours'), { title: 'Пәтер', language: 'kk' })).body
    const scenes = [TourScene.parse({ id: 'hall', name: {}, panorama: await scene.get('panoramaId') })]
    const contact = { takesMessages: true, phone: '+7 700 000 00 00' }
    await scene.owner.put(inTeam(scene, `/tours/${id}`), { revision: 1, document: { ...document, scenes, contact } })
    const slug = `matrix-${Date.now()}-${++numbers}`
    const published = await scene.owner.put(inTeam(scene, `/tours/${id}/publication`), { slug })
    if (published.status !== 200) throw new Error(published.text)
    slugs.set(id, slug)
    return id
  },
  slug: async (scene) => slugs.get(await scene.get('tourId')) ?? '',
  threadId: async (scene) => {
    const url = inTeam(scene, `/tours/${await scene.get('tourId')}/threads`)
    const made = await scene.owner.post(url, { text: 'Терезе қай жаққа қарайды?' })
    comments.set(idIn(made), made.body.comments[0].id)
    return idIn(made)
  },
  commentId: async (scene) => comments.get(await scene.get('threadId')) ?? '',
  leadId: async (scene) =>
    idIn(
      await scene.world.inject({
        method: 'POST',
        url: `/api/public/tours/${await scene.get('slug')}/leads`,
        remoteAddress: `198.51.${100 + (++numbers >> 8)}.${numbers & 255}`,
        payload: { name: 'Айгерім', phone: '+7 701 234 56 78', message: 'Қашан?', language: 'kk' },
      }),
    ),
}

const guests = new Map<string, string>()
const archives = new Map<string, string>()
const slugs = new Map<string, string>()
const comments = new Map<string, string>()
/** The token of a key that the scene made. */
export const tokens = new Map<string, string>()

/** Parameters that name no object of a team: any text of the right shape will do. */
export const freely: Record<string, string> = {
  ...{
    '*': 'x',
    build: 'x',
    level: '1',
    tile: 'f0_0.jpg',
    language: 'kk',
    version: '1',
    kind: 'terms',
    pageId: newId(),
  },
  ...{ name: attachmentFileName, day: '2026-11-23', format: 'csv', sha256: 'a'.repeat(64) },
  '/api/notice-preferences/:kind kind': 'comment',
}

/** Bodies that would be accepted if what the path names were one's own. By `<method> <url>`. */
export const bodies: Record<string, (scene: Scene) => Promise<unknown> | unknown> = {
  'PUT /api/teams/:teamId/members/:memberId/role': () => ({ role: 'agent' }),
  'PUT /api/teams/:teamId/ownership-offers/:offerId/answer': () => ({ accepts: false }),
  'PUT /api/teams/:teamId/invitations/:invitationId/applicants/:applicantId': () => ({ outcome: 'refused' }),
  'PUT /api/teams/:teamId/tours/:tourId': async (scene) => {
    const { revision, document } = (await scene.owner.get(inTeam(scene, `/tours/${await scene.get('tourId')}`))).body
    return { revision, document }
  },
  'PUT /api/teams/:teamId/tours/:tourId/publication': () => ({ slug: `matrix-${Date.now()}-${++numbers}` }),
  'PUT /api/teams/:teamId/tours/:tourId/pages/:pageId': () => ({ editing: false }),
  'POST /api/teams/:teamId/tours/:tourId/threads': () => ({ text: 'Сәлем' }),
  'POST /api/teams/:teamId/tours/:tourId/threads/:threadId/comments': () => ({ text: 'Сәлем' }),
  'PUT /api/teams/:teamId/tours/:tourId/threads/:threadId/comments/:commentId': () => ({ text: 'Сәлем' }),
}

/** What was there once: ids of things that were deleted, which must answer like those that never were. */
export const deleted: Record<string, (scene: Scene) => Promise<string>> = {
  tourId: async (scene) => {
    const { id } = (await scene.owner.post(inTeam(scene, '/tours'), { title: 'Ескі', language: 'kk' })).body
    await scene.owner.put(inTeam(scene, `/tours/${id}/deletion`))
    return id
  },
  attachmentId: async (scene) => {
    const id = await scene.world.newAttachment(scene.owner.teamId)
    await scene.owner.delete(inTeam(scene, `/attachments/${id}`))
    return id
  },
  memberId: async (scene) => {
    const { personId } = await scene.world.newMember({ teamId: scene.owner.teamId, role: 'viewer' })
    await scene.owner.delete(inTeam(scene, `/members/${personId}`))
    return personId
  },
}

/** Deleting twice is the same as once, and what was deleted can be brought back: these know what is deleted. */
export const knowDeleted = new Set([
  'PUT /api/teams/:teamId/tours/:tourId/deletion',
  'DELETE /api/teams/:teamId/tours/:tourId/deletion',
  'DELETE /api/teams/:teamId/attachments/:attachmentId',
])

/** Answer although the operator blocked the team: what says why, and taking back what was asked before. */
export const answerWhileHeld = new Set(['GET /api/teams/:teamId/holds', 'DELETE /api/teams/:teamId/deletion'])

/** About one's own team, but only now and then about something: 404 means that there is nothing just now. */
export const mayBeAbsent = new Set([
  'DELETE /api/teams/:teamId/deletion',
  // Made at the desk.
  'GET /api/teams/:teamId/agreements/:agreementId/files/:sha256',
])

/** Answers that don't end, or a protocol of their own: only those who are refused are asked here; uploads.test.ts asks the others. */
export const hijacked = (url: string) => /^\/api\/teams\/:teamId\/(events|uploads)/.test(url)
