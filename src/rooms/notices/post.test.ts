// What comes of a conversation with a mail server that wants a password, and with one that isn't there.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { openPost, type PostedMail } from './post.ts'

let server: SMTPServer
let port: number
const received: { user: unknown; text: string }[] = []

beforeAll(async () => {
  server = new SMTPServer({
    ...{ disabledCommands: ['STARTTLS'], disableReverseLookup: true, logger: false, allowInsecureAuth: true },
    onAuth: ({ username, password }, _session, answer) =>
      password === 'қ/п:1' ? answer(null, { user: username }) : answer(new Error('wrong password')),
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({ user: session.user, text: Buffer.concat(chunks).toString() })
        answer()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.server.address() as AddressInfo).port
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const mail: PostedMail = {
  ...{ id: '0192d3b4-0000-7000-8000-000000000001', to: 'reader@example.kz', language: 'kk' },
  letter: { subject: 'Сәлем', text: '.\n.\r\n..жол\n', html: '<p>.</p>' },
  ...{ unsubscribeUrl: undefined, at: new Date('2026-11-22T10:00:00Z') },
}
const postTo = (url: string) => {
  const config = readConfig({ SMTP_URL: url, MAIL_FROM: 'Нұрлы үй <tours@example.kz>' }, '').mail
  if (!config) throw new Error('no mail server')
  return openPost(config)
}

function recordSteps() {
  const steps: string[] = []
  return {
    steps,
    mayFinish: async () => {
      steps.push('asked')
      return true
    },
    finished: async () => void steps.push('finished'),
  }
}

it('signs in, and says each step when it is taken', async () => {
  const told = recordSteps()
  const outcome = await postTo(`smtp://tours%40example.kz:%D2%9B%2F%D0%BF%3A1@127.0.0.1:${port}`).send(mail, told)
  expect(outcome).toMatchObject({ result: 'sent', answer: expect.stringMatching(/^250/) })
  expect(told.steps).toEqual(['asked', 'finished'])
  expect(received).toMatchObject([
    { user: 'tours@example.kz', text: expect.stringContaining('Message-ID: <0192d3b4-') },
  ])
})

it('a wrong password makes mails wait, and no step is taken', async () => {
  const told = recordSteps()
  const outcome = await postTo(`smtp://tours%40example.kz:wrong@127.0.0.1:${port}`).send(mail, told)
  expect(outcome).toMatchObject({ result: 'later', answer: expect.stringContaining('535') })
  expect(told.steps).toEqual([])
})

it('a server that isn’t there makes mails wait', async () => {
  const outcome = await postTo('smtp://127.0.0.1:1').send(mail, recordSteps())
  expect(outcome).toMatchObject({ result: 'later', answer: expect.stringContaining('ECONNREFUSED') })
})

it('whoever may not finish leaves the server without a whole mail', async () => {
  const before = received.length
  const outcome = await postTo(`smtp://t:%D2%9B%2F%D0%BF%3A1@127.0.0.1:${port}`).send(mail, {
    mayFinish: async () => false,
    finished: async () => expect.unreachable('it was never finished'),
  })
  expect(outcome.result).toBe('later')
  expect(received.slice(before).filter(({ text }) => text.trimEnd().endsWith('--'))).toEqual([])
})

it('a server that asks for TLS with a certificate of nobody’s gets neither password nor mail', async () => {
  const strange = new SMTPServer({ secure: true, disableReverseLookup: true, logger: false, authOptional: true })
  strange.on('error', () => {})
  await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve))
  const at = (strange.server.address() as AddressInfo).port
  const told = recordSteps()
  const outcome = await postTo(`smtps://user:secret@127.0.0.1:${at}`).send(mail, told)
  expect(outcome).toMatchObject({ result: 'later' })
  expect(outcome.answer).toMatch(/certificate|self.signed|altnames/i)
  expect(told.steps).toEqual([])
  await new Promise<void>((resolve) => strange.close(() => resolve()))
})
