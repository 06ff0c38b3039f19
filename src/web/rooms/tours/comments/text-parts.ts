// A comment's plain text cut into what is read, what can be followed and who is meant. Makes parts, never markup; only http and https
// lead anywhere.
export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; url: string }
  | { kind: 'mention'; text: string }

const address = /https?:\/\/[^\s<>"'«»]+/gi
/** What ends a sentence is not part of an address. */
const trailing = /[.,;:!?)\]}…]+$/

export function partsOf(text: string, names: readonly string[]): TextPart[] {
  const parts: TextPart[] = []
  let done = 0
  for (const match of text.matchAll(address)) {
    const shown = match[0].replace(trailing, '')
    const url = parsed(shown)
    if (!url) continue
    parts.push(...mentionsIn(text.slice(done, match.index), names), { kind: 'link', text: shown, url })
    done = match.index + shown.length
  }
  return [...parts, ...mentionsIn(text.slice(done), names)]
}

function parsed(text: string): string | undefined {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Longer names first, so that nobody is cut out of another's name. */
function mentionsIn(text: string, names: readonly string[]): TextPart[] {
  const wanted = names.map((name) => `@${name}`).sort((one, other) => other.length - one.length)
  const parts: TextPart[] = []
  let done = 0
  for (let at = 0; at < text.length; at++) {
    const mention = text[at] === '@' && wanted.find((each) => text.startsWith(each, at))
    if (!mention) continue
    if (at > done) parts.push({ kind: 'text', text: text.slice(done, at) })
    parts.push({ kind: 'mention', text: mention })
    done = at + mention.length
    at = done - 1
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) })
  return parts
}

/** What stands between the last @ and the caret, if somebody is being named there. */
export function mentionBeing(text: string, caret: number): { from: number; typed: string } | undefined {
  const [, typed] = /(?:^|[\s(«"])@([\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]*)?)$/u.exec(text.slice(0, caret)) ?? []
  return typed === undefined ? undefined : { from: caret - typed.length - 1, typed }
}

/** Whoever's name, or a word of it, begins with what was typed. */
export function namesLike<One extends { name: string }>(people: readonly One[], typed: string): One[] {
  const wanted = typed.trim().toLowerCase()
  return people.filter(({ name }) => {
    const lower = name.toLowerCase()
    return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted))
  })
}
