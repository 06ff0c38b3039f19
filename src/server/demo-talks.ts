// Two talks about the demo's flat and somebody in charge of it, so that working together can be seen at once. Seeded once: what was
// deleted stays deleted.
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { findNewestDetails } from '#rooms/audit/audit.ts'
import { addComment, beginThread, resolveThread, type Talk } from '#rooms/comments/comments.ts'
import type { Member } from '#rooms/teams/teams.ts'
import { assignTour } from '#rooms/tours/tours.ts'
import { textIn } from '#tour/fallback.ts'
import { findFlat } from './demo-flat.ts'

export async function seedTalks(tools: Tools, owner: Member, editor: Member): Promise<void> {
  const flat = await findFlat(tools, owner)
  if (!flat || flat.isDeleted) return
  const { tour } = flat
  const { teamId, id } = tour
  if (await findNewestDetails(tools.db, { teamId, action: 'comment.written', targetId: id })) return
  const begin = tools.now().getTime()
  /** Talks read in the order of their times. */
  const talk = (by: Member, minute: number): Talk => ({
    ...{ by, at: new Date(begin + minute * 60_000 - 600_000), tools, subject: { teamId, kind: 'tour', id } },
    title: textIn(tour.document.title, tour.document.defaultLanguage),
  })
  const pin = { kind: 'view', sceneId: 'living', yawDegrees: 40, pitchDegrees: -12, fovDegrees: 90 } as const
  await inTransaction(tools.db, async (tx) => {
    await assignTour(tx, owner, tour, editor.personId, { at: tools.now(), tools })
    const first = { text: '@Данияр Омаров, добавим сюда размеры комнаты?', pin, mentions: [editor.personId] }
    const threadId = await beginThread(tx, talk(owner, 0), first)
    await addComment(tx, talk(editor, 4), threadId, { text: 'Да, сегодня сделаю.', mentions: [] })
    const done = {
      text: 'Кіреберіс суреті ауыстырылды.',
      pin: { kind: 'scene', sceneId: 'hall' } as const,
      mentions: [],
    }
    await resolveThread(tx, talk(owner, 8), await beginThread(tx, talk(editor, 6), done))
  })
}
