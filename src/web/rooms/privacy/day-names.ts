// The names of the days off that come with the house, in the reader's language. They are stored in Kazakh; what the operator wrote
// stays as it was written.
import type { Words } from '../../lib/words.tsx'

const moved = / \(ауыстырылған\)$/u

const known = {
  'Жаңа жыл': 'new_year',
  'Православиелік Рождество': 'christmas',
  'Халықаралық әйелдер күні': 'women',
  'Наурыз мейрамы': 'nauryz',
  'Қазақстан халқының бірлігі мерекесі': 'unity',
  'Отан қорғаушы күні': 'defender',
  'Жеңіс күні': 'victory',
  'Құрбан айт': 'kurban_ait',
  'Астана күні': 'capital',
  'Конституция күні': 'constitution',
  'Республика күні': 'republic',
  'Тәуелсіздік күні': 'independence',
} as const

const isKnown = (name: string): name is keyof typeof known => Object.hasOwn(known, name)

export function nameOfDay(t: Words['t'], stored: string): string {
  const day = stored.replace(moved, '')
  if (!isKnown(day)) return stored
  const name = t(`my_data.calendar.named.${known[day]}`)
  return moved.test(stored) ? t('my_data.calendar.moved', { name }) : name
}
