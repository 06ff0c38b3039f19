// Which passwords are refused, and that a good one is never made worse.
import { describe, expect, it } from 'vitest'
import { checkPassword, commonPasswords } from './password-rules.ts'
import { costFor, hashPassword, isWeakerThan, leastCost, passwordMatches } from './passwords.ts'

const nobody = ['somebody@example.kz', 'Айгерім Сейітқызы', 'Нұрлы үй']
const codeOf = (password: string, context = nobody) =>
  checkPassword(password, context).then(
    () => 'accepted',
    (error: Error) => error.message,
  )

describe('A5: passwords that are guessed first', () => {
  it('refuses each of the three thousand most frequent of at least eight characters', async () => {
    const frequent = [...(await commonPasswords())].filter((each) => [...each].length >= 8)
    expect(frequent.length).toBeGreaterThan(10_000)
    for (const password of frequent.slice(0, 3000)) expect(await codeOf(password), password).not.toBe('accepted')
  })

  it.each([
    ...['password', 'Password1', 'PASSWORD2024!', 'qwerty123', 'qwertyuiop', '1qaz2wsx3edc', 'iloveyou', '12345678'],
    ...[
      '87654321',
      'abcdefgh',
      '11111111',
      'abababab',
      'sunshine99',
      'football',
      'letmein123',
      'йцукенгшщз',
      'qwerty12',
    ],
    ...[
      'йцукен123456',
      'пароль123',
      'ПАРОЛЬ2024',
      'любовь777',
      'Казахстан1',
      'қазақстан',
      'Қазақстан2024',
      'ghjcnjnfr',
    ],
    ...[
      'құпиясөз',
      'алматы2025',
      'наурыз2024',
      'айналайын',
      'gfhjkm123',
      'махаббат1',
      'спартак1',
      'фывапролдж',
      'nursultan1',
    ],
  ])('refuses %s', async (password) => {
    expect(await codeOf(password)).toMatch(/^accounts\.password_(common|personal)$/)
  })

  it.each([
    'Panoqor2026!',
    'keremet-keremet',
    'Astana.Astana',
    'айгерім2001',
    'Сейітқызы1',
    'somebody12',
    'Нұрлы үй 7',
  ])('refuses %s of a person whom these words belong to', async (password) => {
    expect(await codeOf(password)).not.toBe('accepted')
  })

  it.each([
    ...[
      'a house by the river',
      'тау бөктеріндегі үй',
      'a desk by the window',
      'Көк аспан астында бір шай',
      'мокрый снег идёт',
    ],
    ...[
      'correct horse battery',
      'kx7p-w3mq-9rtz',
      'Astana has cold winters',
      'панорамный вид на реку Есиль',
      '🦊🌲🏔🌊🌙⭐🔥🍏',
    ],
  ])('accepts %s', async (password) => {
    expect(await codeOf(password)).toBe('accepted')
  })

  it('takes a passphrase of 64 characters in three scripts unchanged', async () => {
    const passphrase = 'Жеті қазына — seven сокровищ 🐎🦅🏹🐕🔪🛡👰 далада, 2026 жылы, ырыс!🌾'
    const whole = [...passphrase, ...'өөөө'].slice(0, 64).join('')
    expect([...whole].length).toBe(64)
    expect(await codeOf(whole)).toBe('accepted')
    const stored = await hashPassword(whole)
    expect(await passwordMatches(whole, stored)).toBe(true)
    expect(await passwordMatches([...whole].slice(0, -1).join(''), stored)).toBe(false)
    expect(await passwordMatches(whole.toLowerCase(), stored)).toBe(false)
  })
})

it('measures characters, not bytes, before anything is hashed', async () => {
  expect(await codeOf('жеті сө')).toBe('accounts.password_short')
  expect(await codeOf('🦊🌲🏔🌊🌙⭐🔥')).toBe('accounts.password_short')
  expect(await codeOf('далада '.repeat(18))).toBe('accepted')
  expect(await codeOf('далада '.repeat(19))).toBe('accounts.password_long')
})

describe('A4: how passwords are hashed', () => {
  it('never goes below the least cost, and above it only as far as sign-ins stay quick', () => {
    expect(costFor(400)).toEqual(leastCost)
    expect(costFor(30)).toEqual(leastCost)
    expect(costFor(9)).toEqual({ ...leastCost, timeCost: 4 })
    expect(costFor(1)).toEqual({ ...leastCost, timeCost: 6 })
  })

  it('tells a weaker hash from one that is as strong or stronger', async () => {
    const hash = await hashPassword('өте күшті сөйлем')
    expect(isWeakerThan(leastCost, hash)).toBe(false)
    expect(isWeakerThan({ ...leastCost, timeCost: 3 }, hash)).toBe(true)
    expect(isWeakerThan(leastCost, hash.replace('t=2', 't=5'))).toBe(false)
    expect(isWeakerThan(leastCost, hash.replace('m=19456', 'm=4096'))).toBe(true)
  })
})

it('knows the same password in its composed and its decomposed form', async () => {
  const stored = await hashPassword('café құйма ыдыс'.normalize('NFD'))
  expect(await passwordMatches('café құйма ыдыс'.normalize('NFC'), stored)).toBe(true)
})
