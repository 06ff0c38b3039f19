// Notes of the staff about a person or a team: added, read, never changed; they go with their subject.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Note } from './contract.ts'

export interface NoteSubject {
  kind: 'person' | 'team'
  id: string
}

export async function addNote(tx: Tx, subject: NoteSubject, text: string, by: string, at: Date): Promise<void> {
  const id = newId(at)
  await tx
    .insertInto('staff_note')
    .values({ id, subject_kind: subject.kind, subject_id: subject.id, text, written_by: by, written_at: at })
    .execute()
  const details = { noteId: id, subject: subject.kind }
  await record(tx, { teamId: null, personId: by, action: 'note.written', targetId: subject.id, details, at })
}

export async function notesAbout(db: Db, subjectId: string): Promise<Note[]> {
  const rows = await db
    .selectFrom('staff_note as note')
    .leftJoin('person', 'person.id', 'note.written_by')
    .select(['note.id', 'note.text', 'note.written_at', 'person.name as written_by'])
    .where('note.subject_id', '=', subjectId)
    .orderBy('note.written_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id, text, written_by, written_at }) => ({
    ...{ id, text, writtenBy: written_by },
    writtenAt: written_at.toISOString(),
  }))
}

/** For whoever deletes a person or a team for good. */
export async function forgetNotes(tx: Tx, subjectId: string): Promise<void> {
  await tx.deleteFrom('staff_note').where('subject_id', '=', subjectId).execute()
}
