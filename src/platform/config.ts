// Reads the settings from the environment and from a file of KEY=value lines, checks them all at once and gives the
// rest of the house one typed, unchangeable Config. Nothing else may read process.env.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { OperatorError } from './operator-error.ts'
import { type SettingName, Settings } from './settings.ts'

export interface Config {
  port: number
  host: string
  /** Absolute. */
  dataFolder: string
  publicUrl: string | undefined
  /** Where people reach this installation: every link in mails and documents begins with it, whatever a request says. */
  origin: string
  databaseUrl: string | undefined
  s3: S3Config | undefined
  role: 'web' | 'worker' | 'all'
  maxUploadBytes: number
  teamQuotaBytes: number
  imagingMemoryMegabytes: number
  imagingTimeoutSeconds: number
  tileMemoryMegabytes: number
  trustedProxies: number
  /** Whether the operator's desk may be used from this address. */
  isDeskNetwork: (ip: string) => boolean
  /** Undefined: a key file in the data folder. */
  secretKey: string | undefined
  /** The former secret while it is being changed. */
  previousSecretKey: string | undefined
  /** Undefined: mails wait in the outbox. */
  mail: MailConfig | undefined
  logLevel: string
  contentOrigin: string | undefined
  /** Nothing is configured that strangers could reach: seeds the demo, offers sign-in with one click, stays on loopback. */
  demo: boolean
}

export interface S3Config {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** '' or ends with /. */
  prefix: string
}

export interface MailConfig {
  host: string
  port: number
  /** TLS from the first byte; otherwise it is asked for after the greeting. */
  secure: boolean
  user: string | undefined
  password: string | undefined
  from: string
}

/** Every problem is one sentence for the operator. */
export class ConfigError extends OperatorError {
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

type Environment = Record<string, string | undefined>

/** The configuration of this process: the environment wins over the file. */
export function loadConfig(env: Environment = process.env, folder = process.cwd()): Config {
  const named = env.PANOQOR_CONFIG
  const file = path.resolve(folder, named || 'panoqor.env')
  if (!existsSync(file)) {
    if (named) throw new ConfigError([`PANOQOR_CONFIG names the file ${file}, which does not exist.`])
    return readConfig(env, '', folder)
  }
  return readConfig(env, readFileSync(file, 'utf8'), folder)
}

export function readConfig(env: Environment, file: string, folder = process.cwd()): Config {
  const { values: fromFile, problems } = readLines(file)
  const given = withoutEmpty({ ...fromFile, ...withoutEmpty(env) })
  problems.push(...unknownNames(fromFile, env))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`))
    throw new ConfigError(problems)
  }
  const config = build(parsed.data, folder)
  problems.push(...contradictions(parsed.data, config))
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze(config)
}

type Given = ReturnType<typeof Settings.parse>

function build(given: Given, folder: string): Config {
  const s3 = readS3(given)
  return {
    port: given.PORT,
    host: given.HOST ?? (given.PUBLIC_URL ? '0.0.0.0' : '127.0.0.1'),
    dataFolder: path.resolve(folder, given.PANOQOR_DATA),
    publicUrl: given.PUBLIC_URL,
    origin: given.PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    databaseUrl: given.DATABASE_URL,
    s3: s3.config,
    role: given.ROLE,
    maxUploadBytes: given.MAX_UPLOAD_BYTES,
    teamQuotaBytes: given.TEAM_QUOTA_BYTES,
    imagingMemoryMegabytes: given.IMAGING_MEMORY_MB,
    imagingTimeoutSeconds: given.IMAGING_TIMEOUT_SECONDS,
    tileMemoryMegabytes: given.TILE_MEMORY_MB,
    trustedProxies: given.TRUST_PROXY,
    isDeskNetwork: deskNetworks(given),
    secretKey: given.SECRET_KEY,
    previousSecretKey: given.SECRET_KEY_PREVIOUS,
    mail: readMail(given),
    logLevel: given.LOG_LEVEL,
    contentOrigin: given.CONTENT_ORIGIN,
    demo: given.PUBLIC_URL === undefined && given.DATABASE_URL === undefined,
  }
}

function readMail({ SMTP_URL: url, MAIL_FROM: from }: Given): MailConfig | undefined {
  if (!url || !from) return undefined
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    user: url.username ? decodeURIComponent(url.username) : undefined,
    password: url.password ? decodeURIComponent(url.password) : undefined,
    from,
  }
}

const deskNetworks =
  ({ DESK_NETWORKS: list }: Given) =>
  (ip: string): boolean =>
    !list || list.check(ip, ip.includes(':') ? 'ipv6' : 'ipv4')

function readS3(given: Given): { config: S3Config | undefined; missing: SettingName[] } {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket } = given
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = given
  if (endpoint && bucket && accessKeyId && secretAccessKey) {
    const config = { endpoint, bucket, accessKeyId, secretAccessKey, region: given.S3_REGION, prefix: given.S3_PREFIX }
    return { config, missing: [] }
  }
  const needed: SettingName[] = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']
  const missing = needed.filter((name) => given[name] === undefined)
  return { config: undefined, missing: missing.length === needed.length ? [] : missing }
}

function contradictions(given: Given, config: Config): string[] {
  const problems: string[] = []
  const { missing } = readS3(given)
  if (missing.length > 0) problems.push(`S3 storage also needs ${missing.join(', ')}.`)
  if (given.SMTP_URL && !given.MAIL_FROM) problems.push('SMTP_URL also needs MAIL_FROM, the sender of mails.')
  if (given.MAIL_FROM && !given.SMTP_URL) problems.push('MAIL_FROM also needs SMTP_URL, the server that sends mails.')
  if (config.demo && !isLoopback(config.host)) {
    problems.push(
      `HOST ${config.host} would open the demo, where everybody may sign in, to the network. Set PUBLIC_URL first.`,
    )
  }
  if (config.role !== 'all' && !config.databaseUrl) {
    problems.push(`ROLE ${config.role} needs DATABASE_URL: the processes share their work through the database.`)
  }
  if (config.role !== 'all' && !config.secretKey) {
    problems.push(`ROLE ${config.role} needs SECRET_KEY: all processes of an installation have the same one.`)
  }
  if (config.contentOrigin && config.contentOrigin === config.publicUrl) {
    problems.push('CONTENT_ORIGIN must be another address than PUBLIC_URL: it keeps foreign code away from sessions.')
  }
  return problems
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** Lines of KEY=value; # begins a comment line; a value may stand in quotes. */
function readLines(file: string): { values: Record<string, string>; problems: string[] } {
  const values: Record<string, string> = {}
  const problems: string[] = []
  for (const [index, raw] of file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [, name, value = ''] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? []
    if (name === undefined) problems.push(`Line ${index + 1} of the configuration file is not of the form NAME=value.`)
    else values[name] = value.replace(/^(["'])(.*)\1$/, '$2')
  }
  return { values, problems }
}

/** Read by the scripts and tests, not by the server. */
const known = new Set<string>([...Settings.keyof().options, 'PANOQOR_CONFIG', 'PANOQOR_CHROMIUM'])

/** In our file every unknown name is a mistake; in the environment, which we share, only those that begin like ours. */
function unknownNames(file: Record<string, string>, env: Environment): string[] {
  const inFile = Object.keys(file).filter((name) => !known.has(name))
  const inEnvironment = Object.keys(env).filter((name) => name.startsWith('PANOQOR_') && !known.has(name))
  return [...new Set([...inFile, ...inEnvironment])].map((name) => `There is no setting ${name}${nearest(name)}`)
}

function nearest(name: string): string {
  const tail = name.replace(/^PANOQOR_/, '')
  const meant = Settings.keyof().options.find((option) => option === tail || option === `PANOQOR_${tail}`)
  return meant ? `; did you mean ${meant}?` : '.'
}

function withoutEmpty(values: Environment): Record<string, string> {
  const entries = Object.entries(values)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  )
}
