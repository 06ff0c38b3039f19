// Which passwords are too easy to guess: those of the list beside this file, walks over a keyboard, and what is made of nothing but
// the person's own names. Never judges by kinds of characters: a long sentence in any script is a good password.
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Refusal } from '#platform/refusal.ts'

const shortest = 8
const longest = 128

/** What a guesser knows of the person: their e-mail, their name, their team's name. */
export type PasswordContext = string[]

/** The form in which a password is measured, judged and hashed. */
export const normalPassword = (password: string) => password.normalize('NFKC')

/** Refuses before anything is hashed. */
export async function checkPassword(password: string, context: PasswordContext): Promise<void> {
  const normal = normalPassword(password)
  const length = [...normal].length
  if (length < shortest) throw new Refusal('invalid', 'accounts.password_short', { shortest })
  if (length > longest) throw new Refusal('invalid', 'accounts.password_long', { longest })
  const folded = normal.toLowerCase()
  if (isMonotonous(folded) || (await isCommon(folded))) throw new Refusal('invalid', 'accounts.password_common')
  if (isPersonal(folded, context)) throw new Refusal('invalid', 'accounts.password_personal')
}

/** As typed, in the other layout, and without the numbers and signs that people hang on. */
async function isCommon(folded: string): Promise<boolean> {
  const common = await commonPasswords()
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return [folded, inOtherLayout(folded), core, inOtherLayout(core)].some((each) => each.length >= 5 && common.has(each))
}

const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
const cyrillicKeys = 'йцукенгшщзхъфывапролджэячсмитьбю'
const otherLayout = new Map(
  [...latinKeys].flatMap((latin, index): [string, string][] => {
    const cyrillic = cyrillicKeys[index] ?? latin
    return [
      [latin, cyrillic],
      [cyrillic, latin],
    ]
  }),
)

const inOtherLayout = (text: string) => [...text].map((character) => otherLayout.get(character) ?? character).join('')

const rows = [
  ...['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю.'],
  ...['abcdefghijklmnopqrstuvwxyz', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'әіңғүұқөһ'],
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '1йфя', '2цыч', '3увс', '4кам', '5епи', '6нрт', '7гоь'],
]
const walks = [...rows, ...rows.map((row) => [...row].reverse().join(''))]
const shortestWalk = 3

/** A few characters again and again, or nothing but walks along the keyboard or the alphabet. */
function isMonotonous(folded: string): boolean {
  if (new Set(folded).size < 4) return true
  let left = 0
  for (let at = 0; at < folded.length; ) {
    const walked = longestWalk(folded.slice(at))
    if (walked < shortestWalk) left++
    at += Math.max(1, walked >= shortestWalk ? walked : 1)
  }
  return left < 3
}

function longestWalk(text: string): number {
  let length = shortestWalk
  while (length <= text.length && walks.some((walk) => walk.includes(text.slice(0, length)))) length++
  return length - 1
}

/** Words that any guesser tries here first. */
const ourWords = [
  ...['panoqor', 'панокор', 'keremet', 'керемет', 'astana', 'астана', 'almaty', 'алматы', 'kazakhstan', 'казахстан'],
  ...['қазақстан', 'qazaqstan', 'password', 'пароль', 'parol', 'құпиясөз', 'құпия', 'сөз', 'panorama', 'панорама'],
]

/** Whether fewer than four letters are left without the words that belong to the person. */
function isPersonal(folded: string, context: PasswordContext): boolean {
  const words = [
    ...context.flatMap((text) =>
      normalPassword(text)
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    ),
    ...ourWords,
  ]
  const known = words.filter((word) => word.length >= 3).sort((one, other) => other.length - one.length)
  if (!known.some((word) => folded.includes(word))) return false
  let rest = folded
  for (const word of known) rest = rest.split(word).join(' ')
  return (rest.match(/\p{L}/gu) ?? []).length < 4
}

let list: Promise<ReadonlySet<string>> | undefined

/** The most frequent first. Read when the first password is judged. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= readList()
  return list
}

async function readList(): Promise<ReadonlySet<string>> {
  const packed = await readFile(new URL('./common-passwords.txt.gz', import.meta.url))
  const text = (await promisify(gunzip)(packed)).toString('utf8')
  return new Set(text.split('\n').filter(Boolean))
}
