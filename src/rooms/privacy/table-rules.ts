// The language in which each table says what it holds about people. Pure; the tables themselves are in personal-data.ts.

/** What becomes of a person's own rows when their account is deleted. */
export type WhenPersonGoes =
  /** They go. */
  | 'deleted'
  /** They stay, and nobody can tell any more whose they were. */
  | 'forgotten'
  /** They stay as they are for a while, because the law or somebody else's right demands it. */
  | 'kept'

/** Why something is kept after a deletion: `my_data.kept.<reason>` in the words, and for how long. */
export const keptForMonths = {
  acceptances: 36,
  history: 12,
  security: 12,
  requests: 36,
  agreements: 60,
  reports: 36,
  others: 0,
} as const
export type KeptReason = keyof typeof keptForMonths

export interface TableRule {
  /** Column with the id of the team whose row it is. */
  team: string | undefined
  /** Column with the id of the person whom the row is about. */
  owner: string | undefined
  /** Column with an e-mail address by which rows of a person are found. */
  address: string | undefined
  /** Columns with the ids of people who did something. When they go, the column is emptied and the row stays. */
  actors: readonly string[]
  /** Where the row hangs on another one: own column, table, column there. */
  through: readonly [string, string, string] | undefined
  /** Columns that say something about a person. */
  personal: readonly string[]
  /** Ids, states, times, numbers. */
  plain: readonly string[]
  /** Hashes and sealed values: nobody's to read, in no export. */
  secret: readonly string[]
  whenPersonGoes: WhenPersonGoes
  whenTeamGoes: 'deleted' | 'kept'
  kept: KeptReason | undefined
  /** What the operator knows of a team and the team does not: not in the team's export. */
  operatorOnly: boolean
}

type Written = Partial<Omit<TableRule, 'actors' | 'through' | 'personal' | 'plain' | 'secret'>> &
  Partial<Record<'actors' | 'through' | 'personal' | 'plain' | 'secret', string>>

const names = (text = ''): string[] => text.split(' ').filter(Boolean)

/** Lists of columns are written as words with spaces between them. */
export function rule(written: Written): TableRule {
  const [column = '', table = '', there = ''] = names(written.through)
  return {
    team: written.team,
    owner: written.owner,
    address: written.address,
    actors: names(written.actors),
    through: written.through ? [column, table, there] : undefined,
    personal: names(written.personal),
    plain: names(written.plain),
    secret: names(written.secret),
    whenPersonGoes: written.whenPersonGoes ?? (written.owner || written.address ? 'deleted' : 'forgotten'),
    whenTeamGoes: written.whenTeamGoes ?? (written.team || written.through ? 'deleted' : 'kept'),
    kept: written.kept,
    operatorOnly: written.operatorOnly ?? false,
  }
}

/** Every column that the rule names, once. */
export function columnsOf(table: TableRule): string[] {
  const { team, owner, address, actors, through, personal, plain, secret } = table
  const named = [team, owner, address, through?.[0], ...actors, ...personal, ...plain, ...secret]
  return [...new Set(named.filter((column) => column !== undefined))]
}

/** What an export shows of a row to whom it is about. */
export const shownColumns = (table: TableRule): string[] =>
  columnsOf(table).filter((column) => !table.secret.includes(column))

/** What it shows of a row in which they only did something: that they did it, not what others wrote there. */
export const traceColumns = (table: TableRule): string[] =>
  shownColumns(table).filter((column) => !table.personal.includes(column) && column !== table.address)
