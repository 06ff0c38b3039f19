// What an operator may write and what the answers to mistakes are.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { settings } from './settings.ts'

function problemsOf(env: Record<string, string>, file = ''): string[] {
  try {
    readConfig(env, file)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('without any setting', () => {
  it('is a demo on loopback, port 8080, with its data in ./data', () => {
    expect(readConfig({}, '', '/srv/panoqor')).toMatchObject({
      demo: true,
      host: '127.0.0.1',
      port: 8080,
      dataFolder: '/srv/panoqor/data',
      role: 'all',
      s3: undefined,
    })
  })

  it('takes an empty value for none', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '' }, '')).toMatchObject({ port: 8080, demo: true })
  })
})

describe('a public address', () => {
  it('ends the demo and opens the server to the network', () => {
    const config = readConfig({ PUBLIC_URL: 'https://tours.example.kz/' }, '')
    expect(config).toMatchObject({ demo: false, host: '0.0.0.0', publicUrl: 'https://tours.example.kz' })
  })

  it.each(['tours.example.kz', 'ftp://x', 'https://x/path', ''].filter(Boolean))('cannot be %s', (address) => {
    expect(problemsOf({ PUBLIC_URL: address })).toEqual([expect.stringMatching(/^PUBLIC_URL must be an address/)])
  })
})

it('never opens a demo to the network', () => {
  expect(problemsOf({ HOST: '0.0.0.0' })).toEqual([expect.stringContaining('Set PUBLIC_URL first')])
  expect(readConfig({ HOST: '::1' }, '').host).toBe('::1')
})

describe('the file', () => {
  const file = '# ours\n\nPORT = 9000\nexport PUBLIC_URL="https://a.kz"\r\nS3_PREFIX=\n'

  it('gives settings as lines of NAME=value', () => {
    expect(readConfig({}, file)).toMatchObject({ port: 9000, publicUrl: 'https://a.kz' })
  })

  it('yields to the environment', () => {
    expect(readConfig({ PORT: '9001' }, file).port).toBe(9001)
  })

  it('is told apart from nonsense, line by line', () => {
    expect(problemsOf({}, 'PORT 9000\nPROT=1')).toEqual([
      'Line 1 of the configuration file is not of the form NAME=value.',
      'There is no setting PROT.',
    ])
  })
})

it('names every problem at once, each in one sentence', () => {
  expect(problemsOf({ PORT: '80a', ROLE: 'both', PANOQOR_PORT: '1' })).toEqual([
    'There is no setting PANOQOR_PORT; did you mean PORT?',
    'PORT must be a whole number from 0 to 65535.',
    'ROLE must be web, worker or all.',
  ])
})

it('leaves names of other programs alone', () => {
  expect(problemsOf({ PATH: '/bin', HOSTNAME: 'x' })).toEqual([])
})

it('wants S3 whole or not at all', () => {
  expect(problemsOf({ S3_BUCKET: 'b' })).toEqual([
    'S3 storage also needs S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY.',
  ])
  const env = { S3_BUCKET: 'b', S3_ENDPOINT: 'http://s3:7480', S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's' }
  expect(readConfig(env, '').s3).toMatchObject({
    bucket: 'b',
    endpoint: 'http://s3:7480',
    region: 'us-east-1',
    prefix: '',
  })
})

it('lets one role run alone only on a shared database', () => {
  expect(problemsOf({ ROLE: 'worker' })).toEqual([
    expect.stringContaining('needs DATABASE_URL'),
    expect.stringContaining('needs SECRET_KEY'),
  ])
  const shared = { DATABASE_URL: 'postgres://a@b/c', SECRET_KEY: 'x'.repeat(32) }
  expect(readConfig({ ROLE: 'worker', ...shared }, '')).toMatchObject({ demo: false })
})

describe('the mail server', () => {
  const sender = { MAIL_FROM: 'Нұрлы үй <tours@example.kz>' }

  it('is an address with a user and a password', () => {
    const url = 'smtps://tours%40example.kz:a%2Fb@mail.example.kz'
    expect(readConfig({ SMTP_URL: url, ...sender }, '').mail).toEqual({
      ...{ host: 'mail.example.kz', port: 465, secure: true, user: 'tours@example.kz', password: 'a/b' },
      from: 'Нұрлы үй <tours@example.kz>',
    })
    expect(readConfig({ SMTP_URL: 'smtp://[::1]:2525', ...sender }, '').mail).toMatchObject({ host: '::1', port: 2525 })
    expect(readConfig({}, '').mail).toBeUndefined()
  })

  it('wants its sender, and the sender wants it', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://localhost' })).toEqual([expect.stringContaining('needs MAIL_FROM')])
    expect(problemsOf(sender)).toEqual([expect.stringContaining('needs SMTP_URL')])
  })

  it.each(['mail.example.kz', 'http://mail.example.kz', 'smtp://a%zz@mail.example.kz'])('cannot be %s', (url) => {
    expect(problemsOf({ SMTP_URL: url, ...sender })).toEqual([expect.stringMatching(/^SMTP_URL must look like/)])
  })

  it.each(['tours', 'a@b.kz, c@d.kz', 'A <a@b.kz>\r\nBcc: c@d.kz', '"A" <a@b.kz>'])('has no sender %j', (from) => {
    expect(problemsOf({ SMTP_URL: 'smtp://localhost', MAIL_FROM: from })).toEqual([
      expect.stringMatching(/^MAIL_FROM must be an address/),
    ])
  })
})

it('has every setting in the table of docs/configuration.md, with its default and its meaning', () => {
  const table = readFileSync(path.join(import.meta.dirname, '../../docs/configuration.md'), 'utf8')
  for (const { name, default: value, meaning } of settings) {
    expect(table).toContain(`| \`${name}\` | ${value ? `\`${value}\`` : ''} | ${meaning} |`)
  }
})
