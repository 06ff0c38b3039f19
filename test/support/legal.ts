// An operator who has set everything up: identity, and all documents in force, as they come with the software.
import { legalKinds, type OperatorIdentity } from '#rooms/legal/contract.ts'
import { publishShippedTexts, saveOperatorIdentity } from '#rooms/legal/legal.ts'
import type { World } from './world.ts'

export const someIdentity = (): OperatorIdentity => ({
  names: { kk: '«Тестілік оператор» ЖШС', ru: 'ТОО «Тестовый оператор»', en: 'Test Operator LLP' },
  legalForm: 'too',
  binIin: '990140000017',
  addresses: { kk: 'Астана, Бейбітшілік к-сі, 1', ru: 'Астана, ул. Бейбитшилик, 1', en: '1 Beibitshilik St, Astana' },
  email: 'hello@operator.example',
  phone: '+77015550011',
  complaintsEmail: 'complaints@operator.example',
  dataProtectionContact: 'data@operator.example',
  workingHours: { kk: 'Дс–Жм 9:00–18:00', ru: 'Пн–Пт 9:00–18:00', en: 'Mon–Fri 9:00–18:00' },
  dataLocation: { kk: 'Қазақстан, Алматы', ru: 'Казахстан, Алматы', en: 'Almaty, Kazakhstan' },
})

export async function setUpOperator({ write }: Pick<World, 'write'>): Promise<void> {
  await write(async (tx) => {
    const now = new Date()
    await saveOperatorIdentity(tx, someIdentity(), null, now)
    await publishShippedTexts(tx, legalKinds, now)
  })
}
