// The role that connections take on inside a team's scope. It belongs to the database server, not to the database: it is looked after
// at every start, so that a database that was restored elsewhere works like before.
import type { ClientBase } from 'pg'
import { OperatorError } from '../operator-error.ts'
import { tenantRole } from '../tenancy.ts'

/** What no request of a team ever needs: neither a forgotten condition nor a mistake can show or change it. */
const closed = new Set([
  ...['migration', 'audit_chain', 'audit_seal', 'audit_anchor', 'audit_anchor_day'],
  ...['first_run', 'registration_request', 'registration_setting', 'spent_work', 'known_device'],
  ...['password_reset', 'address_proof', 'email_change', 'sign_in_step', 'used_challenge'],
  ...['staff_note', 'incident', 'incident_step', 'data_request', 'data_request_outcome', 'tour_report_settlement'],
])
/** Nothing of these is ever changed. */
const appended = new Set(['audit_entry', 'security_event', 'legal_acceptance'])
const everything = ['select', 'insert', 'update', 'delete']

/** Makes the role where it is missing, and proves that this user can take it on. */
export async function ensureTenantRole(client: ClientBase, role = tenantRole): Promise<void> {
  const canBeTakenOn = () =>
    client.query(`set role ${role}; reset role`).then(
      () => true,
      () => false,
    )
  if (await canBeTakenOn()) return
  const user = (await client.query<{ user: string }>('select current_user as user')).rows[0]?.user ?? ''
  const grant = `GRANT ${role} TO "${user.replaceAll('"', '""')}"`
  // Both may fail because another process, or another database of the same server, is doing the same just now.
  await client.query(`CREATE ROLE ${role} NOLOGIN`).catch(() => {})
  if (!(await canBeTakenOn())) await client.query(grant).catch(() => {})
  if (await canBeTakenOn()) return
  throw new OperatorError(
    `The database user may not make the role that keeps teams apart. Run this once as an administrator of the database server, then start again: CREATE ROLE ${role} NOLOGIN; ${grant};`,
  )
}

/** Lets the role at the tables; which rows it sees there, the policies say. Needed after a migration, and after a restore. */
export async function grantToTenants(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; place: string; granted: string[] }>(
    `select relname as name, oid::regclass::text as place,
        array(select privilege from unnest($1::text[]) as privilege
               where has_table_privilege('${tenantRole}', oid, privilege)) as granted
       from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    [everything],
  )
  for (const { name, place, granted } of rows) {
    const wanted = closed.has(name) ? [] : appended.has(name) ? ['select', 'insert'] : everything
    if (wanted.join() === granted.join()) continue
    const grant = wanted.length > 0 ? `; grant ${wanted.join(', ')} on ${place} to ${tenantRole}` : ''
    await client.query(`revoke all on ${place} from ${tenantRole}${grant}`)
  }
  const schema = await client.query<{ name: string }>(
    `select quote_ident(current_schema()) as name
      where not has_schema_privilege('${tenantRole}', current_schema(), 'usage')`,
  )
  for (const { name } of schema.rows) await client.query(`grant usage on schema ${name} to ${tenantRole}`)
}
