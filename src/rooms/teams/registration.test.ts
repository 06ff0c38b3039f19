// Coming in for the first time: the proof of the address, the account, who gets in and who waits, and what strangers can't find out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '#platform/ids.ts'
import { findRegistrationSetting, newPuzzle, setRegistration } from '#rooms/accounts/accounts.ts'
import { setUpOperator } from '#test/support/legal.ts'
import {
  anotherNetwork,
  askToRegister,
  easyPuzzle,
  lastMailTo,
  mailsTo,
  newcomer,
  register,
  solve,
} from '#test/support/registering.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const setMode = (mode: 'open' | 'approval' | 'invitation', deniedDomains: string[] = []) =>
  world.write(async (tx) => {
    const { personId } = await world.newMember()
    await setRegistration(tx, personId, { mode, deniedDomains }, new Date())
  })

describe('registration', () => {
  it('makes a person, their team and a session once the mailbox has answered, and writes the history', async () => {
    const who = newcomer()
    const asked = await askToRegister(world, who)
    expect(asked.status).toBe(202)
    expect(await world.db.selectFrom('person').select('id').where('email', '=', who.email).execute()).toEqual([])
    const mail = await lastMailTo(world, who.email)
    expect(mail.path).toMatch(/^\/register\/confirm#[\w-]{43}$/)
    const step = await world.visitor.post('/api/registrations/step', { token: mail.token })
    expect(step.body).toEqual({ email: who.email, language: 'kk', mode: 'open', documents: [] })
    const { email, ...rest } = who
    const made = await world.visitor.post('/api/registrations/completion', {
      ...rest,
      token: mail.token,
      versionIds: [],
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      ...{ email, name: 'Дана', operator: null, isVerified: true, application: null },
      teams: [{ name: 'Дана үйлері', role: 'owner' }],
    })
    const cookie = String(made.headers['set-cookie'])
    for (const attribute of [/HttpOnly/, /SameSite=Lax/, /Path=\//]) expect(cookie).toMatch(attribute)
    expect(await world.history(made.body.teams[0].id)).toContain('team.founded')
  })

  it('calls a person’s own team like the person', async () => {
    const made = await register(world, newcomer({ teamKind: 'personal', teamName: '' }))
    expect(made.body.teams).toEqual([expect.objectContaining({ name: 'Дана' })])
    const nameless = await register(world, newcomer({ teamName: '' }))
    expect(nameless.body.code).toBe('accounts.team_name_empty')
  })

  it('A12: uses a link up, also when it comes twice at once, and forgets it after an hour', async () => {
    const who = newcomer()
    await askToRegister(world, who)
    const { token } = await lastMailTo(world, who.email)
    const { email: _, ...rest } = who
    const complete = () => world.visitor.post('/api/registrations/completion', { ...rest, token, versionIds: [] })
    const answers = await Promise.all([complete(), complete(), complete()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410])
    expect((await complete()).body.code).toBe('accounts.link_gone')
    const late = newcomer()
    await askToRegister(world, late)
    const mail = await lastMailTo(world, late.email)
    await world.db
      .updateTable('registration_request')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('token_sha256', '=', sha256(mail.token))
      .execute()
    expect((await world.visitor.post('/api/registrations/step', { token: mail.token })).status).toBe(410)
  })

  it('says beside which field something is wrong, and keeps the link for another try', async () => {
    const who = newcomer()
    await askToRegister(world, who)
    const { token } = await lastMailTo(world, who.email)
    const { email: _, ...rest } = who
    const complete = (more: object) =>
      world.visitor.post('/api/registrations/completion', { ...rest, token, versionIds: [], ...more })
    expect((await complete({ password: 'қысқа' })).body.code).toBe('accounts.password_short')
    expect((await complete({ password: 'password123' })).body.code).toBe('accounts.password_common')
    expect((await complete({ operator: 'owner' })).status).toBe(400)
    expect((await complete({ password: undefined })).body.code).toBe('accounts.password_or_passkey')
    const options = await world.visitor.post('/api/registrations/passkey', { token, name: 'Дана' })
    expect(options.body).toMatchObject({ user: { name: who.email }, rp: { id: 'localhost' } })
    const again = await world.visitor.post('/api/registrations/passkey', { token, name: 'Дана' })
    expect(again.body.user.id).toBe(options.body.user.id)
    const forged = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {} }
    const response = { clientDataJSON: 'e30', attestationObject: 'oA' }
    const refused = await complete({ password: undefined, passkey: { ...forged, response } })
    expect(refused.body.code).toBe('accounts.passkey_refused')
    expect((await complete({ versionIds: ['0190d6c0-0000-7000-8000-000000000000'] })).body.code).toBe(
      'legal.version_changed',
    )
    expect((await complete({})).status).toBe(201)
  })
})

describe('what strangers can’t find out', () => {
  it('A2: answers for a known and for an unknown address with the same bytes and the same work', async () => {
    const [known, unknown] = [newcomer(), newcomer()]
    await register(world, known)
    await askToRegister(world, unknown)
    const counted = async (email: string) => {
      const before = await rowsOf()
      const answer = await askToRegister(world, { email, language: 'kk' })
      const after = await rowsOf()
      return { answer, work: after.map((count, index) => count - (before[index] ?? 0)) }
    }
    const [one, two] = [await counted(known.email), await counted(unknown.email)]
    expect(one.answer.bytes.equals(two.answer.bytes)).toBe(true)
    expect(one.answer.status).toBe(two.answer.status)
    expect(Object.keys(one.answer.headers)).toEqual(Object.keys(two.answer.headers))
    expect(one.work).toEqual(two.work)
    const mail = await lastMailTo(world, known.email)
    expect(mail).toMatchObject({ template: 'registration_known', path: '/reset' })
  })

  it('A2: needs about the same time for both', async () => {
    const rounds = 60
    const known: string[] = []
    for (let made = 0; made < rounds; made++) known.push((await world.newMember()).email)
    const timed = async (email: string) => {
      const payload = { email, language: 'kk', puzzle: easyPuzzle(world) }
      const remoteAddress = anotherNetwork()
      const started = performance.now()
      await world.inject({
        ...{ method: 'POST', url: '/api/registrations', payload, remoteAddress },
        headers: { origin: 'http://localhost' },
      })
      return performance.now() - started
    }
    const times: [number[], number[]] = [[], []]
    for (const email of known) {
      times[0].push(await timed(email))
      times[1].push(await timed(newcomer().email))
    }
    const [there, absent] = times.map((each) => each.sort((a, b) => a - b)[rounds / 2] ?? 0)
    console.log(`registration, medians: known ${there?.toFixed(2)} ms, unknown ${absent?.toFixed(2)} ms`)
    const mails = await world.db.selectFrom('mail').select('template').where('recipient', 'in', known).execute()
    expect(mails.length).toBe(rounds)
  })

  it('A3: gives nothing to whoever asks first for somebody else’s address', async () => {
    const victim = newcomer({ password: 'өз құпия сөйлемім' })
    // The attacker asks, gets no link, and can set no password: there is no account to sign in to.
    expect((await askToRegister(world, victim)).status).toBe(202)
    const attack = { email: victim.email, password: 'шабуылшының сөйлемі' }
    expect((await world.visitor.post('/api/sessions', attack)).status).toBe(401)
    const made = await register(world, victim)
    expect(made.status).toBe(201)
    expect((await world.visitor.post('/api/sessions', attack)).status).toBe(401)
    const own = { email: victim.email, password: victim.password }
    expect((await world.visitor.post('/api/sessions', own)).status).toBe(200)
    const sessions = await world.db.selectFrom('session').select('id').where('person_id', '=', made.body.id).execute()
    expect(sessions.length).toBe(2)
  })

  it('A6: takes sixty other spellings of an address for the same mailbox or refuses them', async () => {
    const local = `a${newcomer().email.slice(0, 13).replaceAll('-', '')}`
    const email = `${local}@example.kz`
    await register(world, newcomer({ email }))
    for (const variant of spellingsOf(local, 'example.kz')) {
      const before = (await mailsTo(world, email)).length
      const answer = await askToRegister(world, { email: variant, language: 'kk' })
      const foreign = await world.db
        .selectFrom('mail')
        .select('recipient')
        .where('recipient', 'like', `%${local.slice(1)}%`)
        .where('recipient', '<>', email)
        .execute()
      expect(foreign, JSON.stringify(variant)).toEqual([])
      if (answer.status === 202) expect((await lastMailTo(world, email)).template).toBe('registration_known')
      else expect([answer.status, (await mailsTo(world, email)).length], JSON.stringify(variant)).toEqual([400, before])
    }
    const made = await world.db
      .selectFrom('person')
      .select('id')
      .where('email', 'like', `%${local.slice(1)}%`)
      .execute()
    expect(made.length).toBe(1)
  })
})

/** How many rows the tables hold that a request writes to. */
async function rowsOf(): Promise<number[]> {
  const counts: number[] = []
  for (const table of ['registration_request', 'mail', 'spent_work', 'attempt', 'audit_entry', 'person'] as const) {
    const { count } = await world.db
      .selectFrom(table)
      .select((each) => each.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    counts.push(Number(count))
  }
  return counts
}

/** Full-width, upper case, homoglyphs, zero-width, combining, quoting and other tricks. */
function spellingsOf(local: string, host: string): string[] {
  const wide = (text: string) => text.replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
  const invisible = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u061c', '\u180e', '\u202e']
  const combining = ['\u0301', '\u0308', '\u0327', '\u0338', '\u20dd']
  const homoglyphs = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', k: 'к', m: 'м', l: 'ӏ' }
  const email = `${local}@${host}`
  return [
    ...[email.toUpperCase(), wide(email), `${local}＠${host}`, `${local}@${wide(host)}`, `${wide(local)}@${host}`],
    ...[` ${email}`, `${email} `, `\t${email}\n`, `${email}\u00a0`, `\u3000${email}`],
    ...invisible.flatMap((sign) => [`${local}${sign}@${host}`, `${sign}${email}`, `${local}@exam${sign}ple.kz`]),
    ...combining.map((sign) => `${local}${sign}@${host}`),
    ...Object.entries(homoglyphs).map(([latin, other]) => `${local}@${host.replace(latin, other)}`),
    `а${local.slice(1)}@${host}`,
    ...[`"${local}"@${host}`, `${local}(x)@${host}`, `${local}@${host}.`, `${local}@.${host}`, `${local}@[${host}]`],
    ...[`${local}@${host}\u0000`, `${local}@${host}%00`, `<${email}>`, `x <${email}>`, `${email},b@b.kz`],
    ...[`${local}@@${host}`, `${local}@${host}\r\nBcc: b@b.kz`, `${local}@example。kz`, `${local}@example．kz`],
    ...[`${local}@xn--example-.kz`, `ª${local.slice(1)}@${host}`],
  ]
}

describe('puzzles and limits', () => {
  it('takes every solution once, also when it comes twice at once', async () => {
    const puzzle = easyPuzzle(world)
    const ask = () => world.visitor.post('/api/registrations', { email: newcomer().email, language: 'kk', puzzle })
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    expect((await ask()).body.code).toBe('accounts.puzzle_again')
  })

  it('refuses puzzles that are unsolved, made easier, expired or of another house', async () => {
    const ask = (puzzle: object) =>
      world.visitor.post('/api/registrations', { email: newcomer().email, language: 'kk', puzzle })
    const given = (await world.visitor.get('/api/puzzle')).body
    expect(given).toMatchObject({ rounds: 16, bits: 13 })
    const { challenge, signature } = given
    const easier = challenge.replace(/\.16\.13$/, '.1.1')
    const expired = newPuzzle(world.tools, new Date(Date.now() - 16 * 60_000), { rounds: 1, bits: 1 })
    for (const wrong of [
      { challenge, signature, answers: Array(16).fill(0) },
      { challenge, signature, answers: [] },
      solve({ challenge: easier, signature, rounds: 1, bits: 1 }),
      { ...easyPuzzle(world), signature },
      solve(expired),
      { challenge: '', signature: '', answers: [] },
    ])
      expect((await ask(wrong)).body.code).toBe('accounts.puzzle_again')
    expect((await ask(solve(given))).status).toBe(202)
  })

  it('A11: takes at most five of five hundred registrations from one /64, and sends as many mails', async () => {
    const noon = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + 43_200_000)
    const { now } = world.tools
    world.tools.now = () => noon
    const mailsBefore = await world.db.selectFrom('mail').select('id').execute()
    let accepted = 0
    for (let batch = 0; batch < 20; batch++) {
      const answers = await Promise.all(
        Array.from({ length: 25 }, (_, index) =>
          askToRegister(world, newcomer(), `2001:db8:1:2:${batch}::${index + 1}`),
        ),
      )
      accepted += answers.filter(({ status }) => status === 202).length
      expect(answers.every(({ status }) => status === 202 || status === 429)).toBe(true)
    }
    world.tools.now = now
    expect(accepted).toBe(5)
    const mails = await world.db.selectFrom('mail').select('id').execute()
    expect(mails.length - mailsBefore.length).toBe(5)
  })

  it('sends at most three mails an hour to one address, and never says so', async () => {
    const who = newcomer()
    for (let asked = 0; asked < 6; asked++) expect((await askToRegister(world, who)).status).toBe(202)
    expect((await mailsTo(world, who.email)).length).toBeLessThanOrEqual(4)
    expect((await mailsTo(world, who.email)).length).toBeGreaterThanOrEqual(3)
  })
})

describe('U1: terms and consent', () => {
  it('are accepted one by one in the version and language that were shown, or there is no account', async () => {
    const lawful = await openWorld()
    try {
      await setUpOperator(lawful)
      const who = newcomer({ language: 'ru' })
      await askToRegister(lawful, who)
      const { token } = await lastMailTo(lawful, who.email)
      const { documents } = (await lawful.visitor.post('/api/registrations/step', { token })).body
      expect(documents.map(({ kind }: { kind: string }) => kind)).toEqual(['terms', 'consent'])
      const ids: string[] = documents.map(({ versionId }: { versionId: string }) => versionId)
      const { email: _, ...rest } = who
      const complete = (versionIds: string[]) =>
        lawful.visitor.post('/api/registrations/completion', { ...rest, token, versionIds })
      for (const some of [[], ids.slice(0, 1), ids.slice(1)])
        expect((await complete(some)).body.code).toBe('legal.version_changed')
      expect(await lawful.db.selectFrom('person').select('id').where('email', '=', who.email).execute()).toEqual([])
      const made = await complete(ids)
      expect(made.status).toBe(201)
      const accepted = await lawful.db
        .selectFrom('legal_acceptance')
        .select(['kind', 'version_id', 'language', 'method', 'shortened_address'])
        .where('person_id', '=', made.body.id)
        .orderBy('position')
        .execute()
      expect(accepted.map(({ version_id }) => version_id)).toEqual(ids)
      for (const row of accepted)
        expect(row).toMatchObject({ language: 'ru', method: 'registration', shortened_address: '127.0.0.0/24' })
    } finally {
      await lawful.close()
    }
  })
})

describe('modes', () => {
  it('takes nobody from throw-away mailboxes and from domains that the operator denies, subdomains included', async () => {
    await setMode('open', ['bad.example', '  ЖАМАН.қаз '])
    expect((await findRegistrationSetting(world.db)).deniedDomains).toEqual(['bad.example', 'xn--80aaqzg.xn--80ao21a'])
    const refused = ['a@mailinator.com', 'a@x.yopmail.com', 'a@bad.example', 'a@deep.bad.example', 'a@жаман.қаз']
    for (const email of refused)
      expect((await askToRegister(world, { email, language: 'ru' })).body.code, email).toBe('accounts.domain_denied')
    for (const email of ['a@notmailinator.com', 'a@example.kz', 'a@verybad.example'])
      expect((await askToRegister(world, { email, language: 'ru' })).status, email).toBe(202)
    await setMode('open')
  })

  it('takes nobody without an invitation where the operator wants it so, not even with a link from before', async () => {
    const who = newcomer()
    await askToRegister(world, who)
    const { token } = await lastMailTo(world, who.email)
    await setMode('invitation')
    expect((await world.visitor.get('/api/welcome')).body.registration).toBe('invitation')
    expect((await askToRegister(world, newcomer())).body.code).toBe('accounts.invitation_only')
    const { email: _, ...rest } = who
    const late = await world.visitor.post('/api/registrations/completion', { ...rest, token, versionIds: [] })
    expect(late.body.code).toBe('accounts.invitation_only')
    await setMode('open')
  })

  it('lets newcomers wait where the operator approves, and in once that is done', async () => {
    await setMode('approval')
    const who = newcomer()
    const made = await register(world, who)
    await setMode('open')
    expect(made.body).toMatchObject({ teams: [], application: { state: 'waiting', teamName: 'Дана үйлері' } })
    const desk = await newStaff(world, 'owner')
    const queue = await desk.get('/api/desk/applications')
    expect(queue.body).toContainEqual(expect.objectContaining({ email: who.email, decision: null }))
    const { id } = made.body.application
    const decide = () => desk.put(`/api/desk/applications/${id}/decision`, { outcome: 'approved' })
    const decisions = await Promise.all([decide(), decide()])
    expect(decisions.map(({ status }) => status).sort()).toEqual([204, 409])
    const entered = await world.visitor.post('/api/sessions', { email: who.email, password: who.password })
    expect(entered.body).toMatchObject({ teams: [{ role: 'owner' }], application: { state: 'approved' } })
    expect(await noticesOf(made.body.id)).toEqual([expect.objectContaining({ decision: 'approved' })])
  })

  it('tells a refused applicant why, and lets an applicant withdraw', async () => {
    await setMode('approval')
    const [refused, withdrawn] = [await register(world, newcomer()), await register(world, newcomer())]
    await setMode('open')
    const desk = await newStaff(world, 'support')
    const path = `/api/desk/applications/${refused.body.application.id}/decision`
    expect((await desk.put(path, { outcome: 'refused', reason: 'because', statement: 'x' })).status).toBe(400)
    expect((await desk.put(path, { outcome: 'refused', reason: 'spam', statement: ' ' })).status).toBe(400)
    const statement = 'Ұйым тіркелмеген.'
    const done = await desk.put(path, { outcome: 'refused', reason: 'false_registration_data', statement })
    expect(done.status).toBe(204)
    expect(await noticesOf(refused.body.id)).toEqual([{ decision: 'refused', reason: statement }])
    const out = { cookie: String(refused.headers['set-cookie']).split(';')[0] ?? '', origin: 'http://localhost' }
    const payload = { name: 'Айналма жол' }
    const around = await world.inject({ method: 'POST', url: '/api/teams', headers: out, payload })
    expect([around.status, around.body.code]).toEqual([403, 'teams.approval_first'])
    const cookie = String(withdrawn.headers['set-cookie']).split(';')[0] ?? ''
    const headers = { cookie, origin: 'http://localhost' }
    const gone = await world.inject({ method: 'DELETE', url: '/api/me/application', headers })
    expect(gone.body.application.state).toBe('withdrawn')
    const decided = await desk.get('/api/desk/applications?state=decided')
    expect(decided.body.map((each: { decision: { outcome: string } }) => each.decision.outcome)).toEqual(
      expect.arrayContaining(['refused', 'withdrawn']),
    )
    const auditor = await newStaff(world, 'auditor')
    expect((await auditor.put(path, { outcome: 'approved' })).status).toBe(403)
  })

  it('takes another application from whoever withdrew theirs, and none from whoever was refused', async () => {
    await setMode('approval')
    const who = newcomer()
    const made = await register(world, who)
    const headers = { cookie: String(made.headers['set-cookie']).split(';')[0] ?? '', origin: 'http://localhost' }
    const url = '/api/me/application'
    const again = { teamKind: 'organisation', teamName: 'Жаңа үйлер', message: 'Қайта сұраймын' }
    const apply = (payload: object = again) => world.inject({ method: 'POST', url, headers, payload })
    expect((await apply()).body.code).toBe('accounts.application_waits')
    await world.inject({ method: 'DELETE', url, headers })
    expect((await apply({ ...again, teamName: ' ' })).body.code).toBe('accounts.team_name_empty')
    const [one, other] = await Promise.all([apply(), apply()])
    expect([one.status, other.status].sort()).toEqual([201, 409])
    const me = (one.status === 201 ? one : other).body
    expect(me.application).toMatchObject({ state: 'waiting', teamName: 'Жаңа үйлер' })
    const desk = await newStaff(world, 'owner')
    const queue = await desk.get('/api/desk/applications')
    const [waiting] = queue.body.filter(({ email }: { email: string }) => email === who.email)
    expect(waiting).toMatchObject({ message: 'Қайта сұраймын', decision: null })
    const refusal = { outcome: 'refused', reason: 'spam', statement: 'Жоқ.' }
    await desk.put(`/api/desk/applications/${waiting.id}/decision`, refusal)
    const refused = await apply()
    await setMode('open')
    expect([refused.status, refused.body.code]).toEqual([403, 'accounts.application_refused'])
  })

  it('lets only the operator’s owner set who may register', async () => {
    const [owner, support] = [await newStaff(world, 'owner'), await newStaff(world, 'support')]
    const setting = { mode: 'open', deniedDomains: ['spam.example'] }
    expect((await support.put('/api/desk/registration', setting)).status).toBe(403)
    expect((await owner.put('/api/desk/registration', setting)).body).toEqual(setting)
    expect((await owner.put('/api/desk/registration', { ...setting, deniedDomains: ['not a domain'] })).body.code).toBe(
      'accounts.domain_invalid',
    )
    expect((await owner.put('/api/desk/registration', { mode: 'open', deniedDomains: [] })).status).toBe(200)
  })
})

async function noticesOf(personId: string): Promise<unknown[]> {
  const rows = await world.db
    .selectFrom('notice')
    .select('details')
    .where('person_id', '=', personId)
    .where('kind', '=', 'application_decided')
    .execute()
  return rows.map(({ details }) => details)
}
