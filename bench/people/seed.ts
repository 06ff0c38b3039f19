// Fills a database with people and teams as an installation has them after years: names that repeat, a few large hosts, numbers, tours
// with public addresses, some restrictions. One statement per table, the same at every run; only for databases that may be thrown away.
import type pg from 'pg'

export interface Seeding {
  accounts: number
  teams: number
  /** Everybody has the same password. */
  passwordHash: string
}

const given = [
  'Айгерім',
  'Данияр',
  'Ғалымжан',
  'Сәуле',
  'Нұрлан',
  'Әсел',
  'Елена',
  'Тимур',
  'Жанна',
  'Бекзат',
  'Ольга',
  'Мадина',
]
const family = [
  'Сейітова',
  'Омаров',
  'Құлбаев',
  'Ким',
  'Ахметова',
  'Жұмабаев',
  'Попова',
  'Тұрсынов',
  'Әбдіхалық',
  'Иванов',
  'Нұржанқызы',
]
const kinds = [
  'Үй',
  'Құрылыс',
  'Недвижимость',
  'Estate',
  'Девелопмент',
  'Студия',
  'Realty',
  'Пәтерлер',
  'Тұрғын үй кешені',
]
const towns = ['Астана', 'Алматы', 'Шымкент', 'Ақтау', 'Өскемен', 'Қарағанды', 'Көкшетау']
const hosts = ['gmail.com', 'mail.ru', 'yandex.kz', 'inbox.ru', 'zhana-uy.kz', 'nurly-uy.kz']

/** An id of version 7 whose time is that of the row, so that ids are as ordered as in life. */
const idAt = (at: string, salt: string) =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${salt}), 1, 3) || '8' || substr(md5(${salt}), 5, 15))::uuid`

const pick = (list: string[], number: string) =>
  `(array[${list.map((each) => `'${each}'`).join(',')}])[1 + ((${number}) % ${list.length})::int]`

/** Spread over four years, newest last. */
const joined = (number: string, of: number) =>
  `date_trunc('milliseconds', timestamptz '2022-11-01' + ${number} * interval '4 years' / ${of})`

export async function seedPeople(client: pg.ClientBase, { accounts, teams, passwordHash }: Seeding): Promise<void> {
  const [personAt, teamAt] = [joined('n', accounts), joined('n', teams)]
  const personId = (number: string) => idAt(joined(number, accounts), `'person' || ${number}`)
  const teamId = (number: string) => idAt(joined(number, teams), `'team' || ${number}`)
  await client.query(
    `insert into person (id, email, email_canonical, name, language, password_hash, created_at, email_verified_at)
     select ${personId('n')}, address, address, name, ${pick(['ru', 'kk', 'en'], 'n / 7')}, $1, ${personAt}, ${personAt}
     from generate_series(1, ${accounts}) n,
       lateral (select ${pick(given, 'n::bigint * 7919 / 13')} || ' ' || ${pick(family, 'n::bigint * 104729 / 17')} as name) named,
       lateral (select 'p' || substr(md5(n::text), 1, 6) || n || '@' || ${pick(hosts, 'n * 31 / 11')} as address) addressed`,
    [passwordHash],
  )
  await client.query(
    `insert into team (id, name, created_at)
     select ${teamId('n')}, ${pick(towns, 'n / 3')} || ' ' || ${pick(kinds, 'n * 7 / 5')} || ' ' || n, ${teamAt}
     from generate_series(1, ${teams}) n`,
  )
  await client.query(
    `insert into membership (team_id, person_id, role, since)
     select ${teamId('t')}, ${personId('n')}, case when n <= ${teams} then 'owner' else ${pick(['editor', 'agent', 'viewer', 'admin'], 'n')} end, now()
     from generate_series(1, ${accounts}) n, lateral (select 1 + (n - 1) % ${teams} as t) numbered`,
  )
  await client.query(
    `insert into team_requisites (team_id, legal_form, legal_name, bin_iin, legal_address, iban, bank_name, bic, kbe, signatory,
       document_email, document_language, changed_at)
     select ${teamId('n')}, 'too', 'ТОО ' || n, lpad((900000000000 + n * 7919::bigint)::text, 12, '0'), '', '', '', '', '', '', '', 'ru', now()
     from generate_series(1, ${teams}, 2) n`,
  )
  await seedTours(client, teams, teamId)
  await client.query(
    `insert into access_hold (id, subject_kind, subject_id, kind, level, reason, statement, placed_at, begins_at)
     select ${idAt('now()', `'hold' || n`)}, 'team', ${teamId('n')}, ${pick(['billing', 'terms', 'law'], 'n / 40')},
       ${pick(['read_only', 'limited', 'blocked', 'warn'], 'n / 40')}, ${pick(['payment_unmet', 'spam', 'law_requirement'], 'n / 40')},
       '{"ru": "Не оплачен счёт № 40-12. Ограничение снимется после поступления оплаты."}', now() - n * interval '1 minute', now() - n * interval '1 minute'
     from generate_series(1, ${teams}, 40) n`,
  )
  await client.query('analyze')
}

async function seedTours(client: pg.ClientBase, teams: number, teamId: (number: string) => string): Promise<void> {
  const tourId = idAt('now()', `'tour' || n`)
  await client.query(
    `insert into tour (team_id, id, document, created_at, updated_at)
     select ${teamId('n')}, ${tourId}, jsonb_build_object('title', jsonb_build_object('ru', 'Пример ' || n)), now(), now()
     from generate_series(1, ${teams}) n`,
  )
  await client.query(
    `insert into tour_version (team_id, tour_id, number, revision, manifest_text, sha256, published_at)
     select team_id, id, 1, 1, '{}', '', now() from tour where document->'title'->>'ru' like 'Пример %'`,
  )
  await client.query(
    `insert into tour_publication (team_id, tour_id, slug, version, published_at)
     select team_id, tour_id, 'kvartira-' || substr(replace(tour_id::text, '-', ''), 17), 1, now()
     from tour_version where manifest_text = '{}'`,
  )
}
