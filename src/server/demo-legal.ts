// The demo's operator, who does not exist, and the documents as they come with the software; its people have accepted them. So that one
// sees how everything looks when it is set up.
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { legalKinds, type OperatorIdentity } from '#rooms/legal/contract.ts'
import {
  acceptDocuments,
  missingAcceptances,
  operatorIdentity,
  publishShippedTexts,
  saveOperatorIdentity,
} from '#rooms/legal/legal.ts'

const fictional: OperatorIdentity = {
  names: { kk: '«Көрініс Демо» ЖШС', ru: 'ТОО «Көрініс Демо»', en: 'Korinis Demo LLP' },
  legalForm: 'too',
  binIin: '990140000017',
  addresses: {
    kk: 'Қазақстан, Астана, Ойдан шығарылған көше, 1',
    ru: 'Казахстан, Астана, Вымышленная улица, 1',
    en: '1 Imaginary Street, Astana, Kazakhstan',
  },
  email: 'hello@panoqor.example',
  phone: '+77000000000',
  complaintsEmail: 'complaints@panoqor.example',
  dataProtectionContact: 'data@panoqor.example',
  workingHours: {
    kk: 'дүйсенбі–жұма, 9:00–18:00',
    ru: 'понедельник–пятница, 9:00–18:00',
    en: 'Monday–Friday, 9:00–18:00',
  },
  dataLocation: {
    kk: 'осы компьютерде, Қазақстан аумағында',
    ru: 'на этом компьютере, на территории Казахстана',
    en: 'on this computer, on the territory of Kazakhstan',
  },
}

/** Does nothing that was done before. */
export async function seedLegal(tools: Tools, personIds: readonly string[]): Promise<void> {
  const at = tools.now()
  await inTransaction(tools.db, async (tx) => {
    if (!(await operatorIdentity(tx))) await saveOperatorIdentity(tx, fictional, null, at)
    await publishShippedTexts(tx, legalKinds, at)
    for (const personId of personIds) {
      const missing = await missingAcceptances(tx, personId, at)
      // What somebody publishes or withdraws in the demo later is theirs to settle.
      if (missing.length === 0 || missing.some(({ because }) => because !== 'never')) continue
      const versionIds = missing.map(({ versionId }) => versionId)
      const from = { ip: '127.0.0.1', userAgent: 'demo', language: 'ru' as const, tools }
      await acceptDocuments(tx, { ...from, personId, versionIds, method: 'seed', at })
    }
  })
}
