// PostgreSQL refuses to run as root. Decides under which account it runs and gives that account its folder.
import { spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { OperatorError } from '../operator-error.ts'

export interface Account {
  /** For spawn: changes the user when we are root. */
  identity: { uid?: number; gid?: number }
  /** A command to put before the program, for a user namespace. */
  prefix: string[]
  description: string
}

const ownAccount: Account = { identity: {}, prefix: [], description: 'this user' }

/**
 * Root uses "postgres" or "nobody" where those can reach the folders. Where they cannot (a checkout below /root) a user
 * namespace makes the same process unprivileged without a move of the data.
 */
export function chooseAccount(dataFolder: string, mustReach: string[]): Account {
  if (process.platform === 'win32' || process.getuid?.() !== 0) {
    refuseForeignData(dataFolder)
    return ownAccount
  }
  const owner = ownerOf(dataFolder)
  // Data of a plain user that root starts once must stay usable for that user.
  if (owner !== undefined && owner.uid !== 0 && mustReach.every(isOpenToAll)) {
    return { identity: owner, prefix: [], description: `user ${owner.uid}` }
  }
  const user = findUser(['postgres', 'nobody'])
  if (mustReach.every(isOpenToAll)) {
    return { identity: { uid: user.uid, gid: user.gid }, prefix: [], description: `user ${user.name}` }
  }
  const prefix = ['unshare', '--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`]
  if (spawnSync('unshare', [...prefix.slice(1), 'true']).status === 0) {
    return { identity: {}, prefix: [...prefix, '--'], description: 'a user namespace' }
  }
  throw new OperatorError(
    `PostgreSQL cannot run as root, and the user ${user.name} cannot reach ${mustReach.filter((folder) => !isOpenToAll(folder)).join(' or ')}. Start as a plain user, or clone the project and set PANOQOR_DATA outside private home folders, or set DATABASE_URL.`,
  )
}

/** Gives the folder and what is in it to the account, if something there belongs to another one. */
export function giveTo(account: Account, folder: string): void {
  if (process.platform === 'win32') return
  chmodSync(folder, 0o700)
  if (process.getuid?.() !== 0) return
  const uid = account.identity.uid ?? 0
  const gid = account.identity.gid ?? 0
  if (statSync(folder).uid === uid) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(path.join(folder, entry), uid, gid)
  }
  lchownSync(folder, uid, gid) // last: an interrupted change is repeated by the next start
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found && { uid: found.uid, gid: found.gid }
}

function refuseForeignData(dataFolder: string): void {
  const owner = ownerOf(dataFolder)
  if (process.platform === 'win32' || !owner || owner.uid === process.getuid?.()) return
  throw new OperatorError(
    `The database in ${dataFolder} belongs to another user (number ${owner.uid}). Start as that user or as root, or choose another folder with PANOQOR_DATA.`,
  )
}

function isOpenToAll(folder: string): boolean {
  const resolved = path.resolve(folder)
  const found = statSync(resolved, { throwIfNoEntry: false })
  if (found && !(found.mode & 0o001)) return false
  const parent = path.dirname(resolved)
  return parent === resolved || isOpenToAll(parent)
}

function findUser(names: string[]): { name: string; uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of names) {
    const [name, , uid, gid] = users.find(([name]) => name === wanted) ?? []
    if (name && uid && gid) return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new OperatorError(
    `PostgreSQL cannot run as root, and there is no user named ${names.join(' or ')}. Start as a plain user.`,
  )
}
