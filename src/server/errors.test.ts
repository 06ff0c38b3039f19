import fastify from 'fastify'
import { expect, it } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import { answerErrors } from './errors.ts'

const html = 'text/html,application/xhtml+xml,*/*;q=0.8'

function open() {
  const app = fastify()
  answerErrors(app, Buffer.from('<!doctype html><title>studio</title>'))
  app.get('/gone', () => {
    throw new Refusal('not_found', 'http.not_found')
  })
  return (url: string, accept?: string) => app.inject({ method: 'GET', url, headers: accept ? { accept } : {} })
}

it('a browser that opens an address that is not there gets a page, with 404 and the studio’s headers', async () => {
  const get = open()
  for (const url of ['/nowhere', '/gone', '/ru/no-such-document']) {
    const answer = await get(url, html)
    expect(answer.statusCode, url).toBe(404)
    expect(answer.headers['content-type'], url).toBe('text/html; charset=utf-8')
    expect(answer.headers['content-security-policy'], url).toContain("frame-ancestors 'none'")
    expect(answer.body, url).toContain('studio')
  }
})

it('a program gets a problem it can read, and so does whoever asks for data or files', async () => {
  const get = open()
  const asked = [
    get('/nowhere'),
    get('/nowhere', 'application/json'),
    get('/api/nowhere', html),
    get('/assets/x', html),
  ]
  for (const answer of await Promise.all(asked)) {
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ status: 404, code: 'http.not_found' })
  }
})
