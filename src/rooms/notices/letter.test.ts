// What strangers write into names never becomes a line of a mail's head, a link, or HTML.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Mailbox, openMailbox, type ReceivedMail } from '#test/support/mail.ts'
import { openWorld, type World } from '#test/support/world.ts'
import { type Language, languages } from '#tour/text.ts'
import { kindOf, kindsOfNotice } from './contract.ts'
import { writeLetter } from './letter.ts'
import { sendMail } from './notices.ts'

let mailbox: Mailbox
let world: World
beforeAll(async () => {
  mailbox = await openMailbox()
  world = await openWorld({ env: mailbox.env })
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

/** Sends one mail per name and gives them back in order. */
async function mailsWith(names: string[], marker: string): Promise<ReceivedMail[]> {
  const addresses = names.map((_, index) => `${marker}-${index}@example.kz`)
  await world.write(async (tx) => {
    for (const [index, name] of names.entries())
      await sendMail(tx, world.tools, {
        ...{ to: addresses[index] ?? '', language: 'en', template: 'notice_mention', path: '/studio' },
        values: { person: name, tour: name, text: name },
      })
  })
  await mailbox.untaken(world.tools)
  return addresses.map((to) => {
    const mail = mailbox.received.find((each) => each.to === to)
    if (!mail) throw new Error(`no mail to ${to}`)
    return mail
  })
}

const ourHeaders = [
  ...['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version'],
  ...['subject', 'to'],
]

it('says of an offer until when it holds and what it means, of a restriction whom to ask, in every language', () => {
  const order = { origin: 'https://panoqor.example', imprint: undefined }
  const said = (template: string, language: Language, values: Record<string, string | number>) =>
    writeLetter({ ...order, template, language, values }).text
  const whom = { kk: 'операторға жазыңыз', ru: 'напишите оператору', en: 'write to the operator' }
  for (const language of languages) {
    const offer = said('notice_ownership_offered', language, { person: 'Дана', team: 'Үй', days: 7 })
    expect(offer).toMatch(/«Үй»|“Үй”/)
    expect(offer).toMatch(/\b7\b/)
    expect(offer.split('\n\n').length).toBeGreaterThan(3)
    expect(said('notice_hold_placed', language, { name: 'Үй' })).toContain(whom[language])
  }
})

it('P2: 200 names with line breaks of every kind: the mail server sees exactly our headers', async () => {
  const breaks = ['\r\n', '\n', '\r', '\r\n\r\n', '\n\n', '\u2028', '\u2029', '\u0085', '\u000b', '\u000c']
  const rest = [
    '\r\n ',
    '\r\n\t',
    '%0d%0a',
    '\\r\\n',
    '=0D=0A',
    '=?utf-8?q?=0D=0A?=',
    '\u0000\r\n',
    '\r\r\n',
    '\u560a',
    '嘊嘍',
  ]
  const heads = [
    ...['Bcc: v@evil.example', 'Cc: v@evil.example', 'To: v@evil.example', 'From: v@evil.example', 'Subject: other'],
    ...[
      'Content-Type: text/html',
      'Reply-To: v@evil.example',
      'X-Evil: 1',
      '.\r\nMAIL FROM:<v@evil.example>',
      '\r\n<b>x',
    ],
  ]
  const names = [...breaks, ...rest].flatMap((each) => heads.map((head) => `Team${each}${head}`))
  expect(names).toHaveLength(200)
  for (const mail of await mailsWith(names, 'injection')) {
    expect([...mail.headers.keys()].sort()).toEqual(ourHeaders)
    expect(mail.headers.get('to')).toBe(mail.to)
    expect(mail.from).toContain('tours@example.kz')
    expect(mail.subject).not.toMatch(/[\r\n\u2028\u2029\u0085]/)
  }
  expect(mailbox.received.filter(({ raw }) => raw.includes('notice_mention'))).toEqual([])
})

/** After the manner of the well-known lists of naughty strings. */
const naughty = [
  ...[
    'http://evil.example/',
    'https://evil.example/login',
    'HTTP://EVIL.EXAMPLE',
    '//evil.example',
    'ftp://evil.example',
  ],
  ...[
    'www.evil.example',
    'evil.example',
    'EVIL.EXAMPLE/pay',
    'evil。example',
    'evil．example',
    'xn--e1afmkfd.xn--p1ai',
  ],
  ...['зло.рф', 'мысал.қаз', 'mailto:v@evil.example', 'v@evil.example', 'tel:+77010000000', 'javascript:alert(1)'],
  ...['data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', '\\\\evil.example\\share'],
  ...['<a href="http://evil.example">click</a>', '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>"],
  ...['<![CDATA[', '<!--', '-->', '</td></tr></table>', '</style><script>1</script>', '<svg/onload=alert(1)>'],
  ...['{{7*7}}', '$\u007b7*7}', '{person}', '{0, plural, other {x}}', '%s%n', '<%= 1 %>', '#{1}', "' or 1=1--", '`id`'],
  ...['[click](http://evil.example)', '![x](http://evil.example/x.png)', '<http://evil.example>', 'http:evil.example'],
  ...['\u202eelpmaxe.live//:ptth', '\u2066http://evil.example\u2069', 'ev\u00adil.example', 'e\u200bvil.example'],
  ...['ﷺ', 'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤', '👩‍👩‍👧‍👦', '\ud800', 'null', 'undefined', 'NaN', '0', '-1', '1e100'],
  ...[
    '田中さんにあげて下さい',
    'нұр-ақ.kz',
    'a.b.c.d.e.kz',
    '127.0.0.1',
    'http://127.0.0.1/',
    '[::1]',
    'x'.repeat(5000),
  ],
  ...[
    'https:\u2060//evil.example',
    'https&#58;//evil.example',
    'evil&period;example',
    '&lt;a href&gt;',
    '&amp;',
    'a\tb',
  ],
]

/** As mail programs look for links in what is no link yet. */
const foundByMailPrograms =
  /(?:[a-z][a-z0-9+.-]*:[^\s\u2060]|\/\/[^\s\u2060]|www\.[^\s\u2060]|[\p{L}\p{N}_-][.。．｡]\p{L}{2,}|[^\s\u2060]@[\p{L}\p{N}])/iu

it('D4: a team may call itself whatever it likes, a mail has exactly our links', async () => {
  const { origin } = world.tools.config
  for (const [index, mail] of (await mailsWith(naughty, 'naughty')).entries()) {
    expect(mail.links, naughty[index]).toEqual([`${origin}/studio`, origin])
    expect(mail.html).not.toMatch(/<(?:script|img|svg|iframe|form)\b/i)
    const said = mail.html
      .replace(/<style>[\s\S]*?<\/style>/, '')
      .replace(/<title>[\s\S]*?<\/title>/, '')
      .replace(/<[^>]*>/g, ' ')
      .replaceAll(origin, '')
    expect(said, naughty[index]).not.toMatch(foundByMailPrograms)
    expect(mail.text.replaceAll(origin, ''), naughty[index]).not.toMatch(foundByMailPrograms)
  }
})

describe.each(languages)('in %s', (language) => {
  it.each(kindsOfNotice)('says %s in whole sentences, with a button', (kind) => {
    const values = Object.fromEntries(kindOf(kind).values.map((name) => [name, `‹${name}›`]))
    const order = { language, values, path: '/account', origin: 'https://tours.example.kz', imprint: undefined }
    const letter = writeLetter({ ...order, template: `notice_${kind}` })
    expect(letter.subject).toMatch(/\p{L}{3}/u)
    expect(letter.subject).not.toMatch(/notices\.|mail\.|[{}]/)
    expect(letter.text).not.toMatch(/notices\.|mail\.|[{}]/)
    expect(letter.text).toContain('https://tours.example.kz/account')
  })
})

it('names the operator in its foot, and where to stop mails only where they can be stopped', () => {
  const order = {
    ...({ template: 'notice_comment', language: 'ru', values: { person: 'А', tour: 'Б', text: 'В' } } as const),
    ...{ origin: 'https://tours.example.kz', imprint: { name: 'ЖК «Үй»', lines: ['Астана', '+7 700 000 00 00'] } },
  }
  const unsubscribeUrl = 'https://tours.example.kz/unsubscribe?x=1'
  expect(writeLetter(order).text).toMatch(/-- \nЖК «Үй»\nАстана\n\+7 700 000 00 00\nhttps:\/\/tours\.example\.kz\n$/)
  expect(writeLetter({ ...order, unsubscribeUrl }).text).toContain(unsubscribeUrl)
  expect(writeLetter(order).html).not.toContain('unsubscribe')
})

it('a template without words is a mistake that is noticed, not a mail', () => {
  const order = { language: 'en', values: {}, origin: 'https://x.kz', imprint: undefined } as const
  expect(() => writeLetter({ ...order, template: 'nobody_wrote_this' })).toThrow('has no words in en')
})

it('says a day as people write it, and leaves out what it was not told', () => {
  const order = { language: 'kk', origin: 'https://x.kz', imprint: undefined, template: 'notice_request_due' } as const
  expect(writeLetter({ ...order, values: { name: '№ 7', date: '2026-12-01' } }).subject).toContain('1 желтоқсан')
  expect(writeLetter({ ...order, values: {} }).subject).toMatch(/Жауап беру мерзімі/)
})
