// What every table holds about people, whose it is, and what becomes of it: the one place where this is said. Exports, deletion and
// the certificate walk this list; a test compares it with the database, so that no column can be forgotten.
import type { Tables } from '#platform/tables.ts'
import type { TableRule } from './table-rules.ts'
import { tablesOfPeople, tablesOfTeams } from './tables-of-people.ts'
import { tablesOfHouse, tablesOfOperator, tablesOfWork } from './tables-of-work.ts'

export const personalData: Record<keyof Tables, TableRule> = {
  ...tablesOfPeople,
  ...tablesOfTeams,
  ...tablesOfWork,
  ...tablesOfOperator,
  ...tablesOfHouse,
}

export const tableNames = Object.keys(personalData) as (keyof Tables)[]
