// Every setting the operator may give, with its meaning, its limits and its default: the one place they are declared.
// docs/configuration.md shows the same list; a test compares them.
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'

/** Decimal, as sizes are shown and agreed on. */
const gigabyte = 1e9

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)

const text = z.string()

const webOrigin = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) return url.origin
  context.addIssue({ code: 'custom', message: 'must be an address such as https://tours.example.kz, without a path' })
  return z.NEVER
})

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/[^\s]+$/, 'must look like postgres://user:password@host:5432/database')

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** smtp:// speaks in the clear or asks for TLS, smtps:// begins with TLS; user and password are percent-encoded. */
const smtpUrl = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const isWhole = url && /^smtps?:$/.test(url.protocol) && url.hostname && /^\/?$/.test(url.pathname) && !url.search
  if (isWhole && isEncoded(url.username) && isEncoded(url.password)) return url
  context.addIssue({ code: 'custom', message: 'must look like smtps://user:password@mail.example.kz:465' })
  return z.NEVER
})

const sender = z
  .string()
  .regex(
    /^(?:[^<>@\p{C}"]*<)?[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+>?$/u,
    'must be an address such as tours@example.kz or Tours <tours@example.kz>',
  )

/** Addresses and networks, such as 203.0.113.7 and 2001:db8::/32. */
const networks = z.string().transform((value, context) => {
  const list = new BlockList()
  for (const each of value.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', length] = each.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const longest = family === 'ipv6' ? 128 : 32
    const bits = length === undefined ? longest : Number(length)
    if (isIP(address) > 0 && /^\d*$/.test(length ?? '') && bits <= longest) list.addSubnet(address, bits, family)
    else context.addIssue({ code: 'custom', message: `must list addresses or networks; “${each}” is neither` })
  }
  return list
})

export const Settings = z.object({
  PORT: wholeNumber(0, 65_535).default(8080).describe('Port of the web server. 0 takes any free one.'),
  HOST: text
    .optional()
    .describe('Address to listen on. Default: `127.0.0.1`, and `0.0.0.0` as soon as `PUBLIC_URL` is set.'),
  PANOQOR_DATA: text.default('./data').describe('Folder for everything that is kept: database, originals, tiles.'),
  PUBLIC_URL: webOrigin
    .optional()
    .describe('The address people use, for example `https://tours.example.kz`. Setting it ends the demo mode.'),
  DATABASE_URL: databaseUrl
    .optional()
    .describe('A PostgreSQL 15 or newer of your own instead of the bundled one. Setting it ends the demo mode.'),
  S3_ENDPOINT: webOrigin.optional().describe('S3-compatible storage instead of the data folder: its address.'),
  S3_BUCKET: text.optional().describe('S3: the bucket, which must exist.'),
  S3_REGION: text.default('us-east-1').describe('S3: the region.'),
  S3_ACCESS_KEY_ID: text.optional().describe('S3: the access key.'),
  S3_SECRET_ACCESS_KEY: text.optional().describe('S3: the secret key.'),
  S3_PREFIX: z
    .string()
    .regex(/^([\w.-]+\/)*$/, 'must be empty or end with / (letters, digits, . _ - only)')
    .default('')
    .describe('S3: begins every key, for example `panoqor/`.'),
  ROLE: z
    .enum(['web', 'worker', 'all'], 'must be web, worker or all')
    .default('all')
    .describe(
      'What this process does: answer the web, work on pictures, or both. One without the other needs `DATABASE_URL`.',
    ),
  MAX_UPLOAD_BYTES: wholeNumber(1_000_000, 50 * gigabyte)
    .default(2 * gigabyte)
    .describe('Largest file a member may upload.'),
  TEAM_QUOTA_BYTES: wholeNumber(1_000_000, 2 ** 50)
    .default(50 * gigabyte)
    .describe('How much one team may keep.'),
  IMAGING_MEMORY_MB: wholeNumber(512, 1_000_000)
    .default(4096)
    .describe('Memory for work on pictures, in megabytes. Larger pictures than fit are refused.'),
  IMAGING_TIMEOUT_SECONDS: wholeNumber(10, 86_400)
    .default(120)
    .describe('Work on one picture is ended after so many seconds.'),
  TILE_MEMORY_MB: wholeNumber(0, 65_536)
    .default(64)
    .describe('Memory of the web process for tiles that are asked for often. 0 reads every tile from storage.'),
  TRUST_PROXY: wholeNumber(0, 10)
    .default(0)
    .describe('How many proxies of yours stand in front: so many `X-Forwarded-For` entries are believed.'),
  DESK_NETWORKS: networks
    .optional()
    .describe(
      'Addresses and networks from which the operator’s desk may be used, for example `203.0.113.0/24`. Default: any.',
    ),
  SECRET_KEY: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe(
      'Seals second factors, names networks in the history and signs links. Without it, `secret.key` in the data folder. Keep it with your backups, apart from the database.',
    ),
  SECRET_KEY_PREVIOUS: z
    .string()
    .optional()
    .describe(
      'The former secret while it is being changed; `lost` where nobody has it any more. See “Changing the secret”.',
    ),
  SMTP_URL: smtpUrl
    .optional()
    .describe(
      'The mail server, for example `smtps://user:password@mail.example.kz:465`. Without it mails wait in the outbox; the demo keeps them in its own inbox.',
    ),
  MAIL_FROM: sender
    .optional()
    .describe('Who mails come from, for example `Tours <tours@example.kz>`. Needed with `SMTP_URL`.'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('warn')
    .describe('How much is written to the log on stderr.'),
  CONTENT_ORIGIN: webOrigin
    .optional()
    .describe('A second address, on another domain, that serves uploaded HTML packages.'),
})

export type SettingName = keyof typeof Settings.shape

export interface Setting {
  name: SettingName
  meaning: string
  default: string
}

/** For the table in the documentation. */
export const settings: Setting[] = Settings.keyof().options.map((name) => ({
  name,
  meaning: Settings.shape[name].description ?? '',
  default: String(Settings.shape[name].safeParse(undefined).data ?? ''),
}))
