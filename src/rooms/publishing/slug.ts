// Public addresses from titles in Kazakh, Russian and English. Pure.
import type { Language } from '#tour/text.ts'

// Russian as in common web addresses, plain letters only; Kazakh letters by their Latin look and sound.
const common: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ә: 'a',
  ғ: 'g',
  қ: 'q',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
  і: 'i',
}
const kazakh: Record<string, string> = { ...common, й: 'i' }

const longest = 60

/** A slug of lower-case Latin letters, digits and hyphens, at most 60 characters; `tour` when nothing is left. */
export function slugFrom(title: string, language: Language): string {
  const letters = language === 'kk' ? kazakh : common
  const latin = [...title.normalize('NFC').toLowerCase()].map((char) => letters[char] ?? char).join('')
  const slug = latin
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const cut =
    slug.length <= longest
      ? slug
      : slug
          .slice(0, longest + 1)
          .replace(/-[^-]*$/, '')
          .slice(0, longest)
  return cut.length >= 3 ? cut : cut ? `tour-${cut}` : 'tour'
}
