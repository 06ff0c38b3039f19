// A name that strangers chose, as it may stand in a mail that we send: one short line of plain text in which no mail reader finds an
// address to click on. Pure.

const longest = 60

export function nameInMail(name: string): string {
  const line = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    // "example.kz", "http://…", "a@b": whatever a mail reader would make a link of loses the sign that makes it one.
    .replace(/[:@/\\<>]+/g, ' ')
    .replace(/(\S)\.(?=\S)/gu, '$1 ')
    .replace(/\s+/gu, ' ')
    .trim()
  const letters = [...line]
  return letters.length <= longest
    ? line
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}
