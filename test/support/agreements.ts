// A separate agreement that is in force for a team, with its paper, as the desk would have made it.
import { draftAgreement, signAgreement } from '#rooms/agreements/agreements.ts'
import type { Overrides } from '#rooms/agreements/contract.ts'
import { insertFile } from '#rooms/agreements/store.ts'
import type { TestMember, World } from './world.ts'

export function newAgreement(
  world: Pick<World, 'write'>,
  { teamId, personId: by }: Pick<TestMember, 'teamId' | 'personId'>,
  overrides: Overrides,
  number = '7',
) {
  const agreement = { number, dated: '2026-01-10', parties: 'а – б', startsOn: '2026-01-15', endsOn: null, overrides }
  return world.write(async (tx) => {
    const at = new Date()
    const id = await draftAgreement(tx, teamId, agreement, by, at)
    const file = { fileName: 'a.pdf', sizeBytes: 1, storageKey: 'a', sha256: 'a'.repeat(64) }
    await insertFile(tx, { ...file, teamId, agreementId: id, by, at })
    await signAgreement(tx, id, by, at)
    return id
  })
}
