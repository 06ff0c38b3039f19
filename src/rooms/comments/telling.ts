// Who hears of a comment: whoever it mentions, and whoever takes part in the talk or takes care of the tour. Only members, never the
// author, each once.
import type { Tx } from '#platform/db.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import { areMembers, findPersonName, selectAssigned } from '#rooms/teams/teams.ts'
import type { Talk } from './comments.ts'
import { selectComments } from './store.ts'

interface Said {
  threadId: string
  commentId: string
  text: string
  mentioned: string[]
  /** False for a rewritten one: then only who is mentioned anew is told. */
  isNew: boolean
}

const shownLetters = 200

export async function tellOthers(tx: Tx, { by, subject, title, tools }: Talk, said: Said): Promise<void> {
  const { teamId, personId } = by
  const readers = said.isNew ? await readersOf(tx, { teamId, subject, threadId: said.threadId }) : []
  const told = new Set([personId])
  const values = {
    person: (await findPersonName(tx, personId)) ?? '',
    tour: title,
    text: beginningOf(said.text),
  }
  const path = `/studio/${teamId}/tours/${subject.id}?comment=${said.threadId}`
  for (const [kind, people] of [
    ['mention', said.mentioned],
    ['comment', readers],
  ] as const)
    for (const reader of people) {
      if (told.has(reader)) continue
      told.add(reader)
      await notifyPerson(tx, tools, { personId: reader, teamId, kind, values, path, key: `comment ${said.commentId}` })
    }
}

/** Cut between characters: half of one could not be kept. */
function beginningOf(text: string): string {
  const letters = [...text]
  return letters.length > shownLetters ? `${letters.slice(0, shownLetters - 1).join('')}…` : text
}

async function readersOf(
  tx: Tx,
  { teamId, subject, threadId }: { teamId: string; subject: Talk['subject']; threadId: string },
): Promise<string[]> {
  const authors = (await selectComments(tx, teamId, [threadId])).flatMap(({ authorId }) => authorId ?? [])
  const assigned = (await selectAssigned(tx, teamId, subject.kind, [subject.id])).map(({ personId }) => personId)
  const people = [...new Set([...authors, ...assigned])]
  const isMember = await Promise.all(people.map((each) => areMembers(tx, teamId, [each])))
  return people.filter((_, index) => isMember[index])
}
