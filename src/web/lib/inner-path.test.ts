// A10: what stands behind `back` leads nowhere but into the studio.
import { describe, expect, it } from 'vitest'
import { innerPath } from './inner-path.ts'

const good = [
  '/studio',
  '/studio/0190d6c0/tours?search=a#b',
  '/account/security',
  '/desk/applications',
  '/invitation#x',
]

/** Hosts, as they are hidden in redirects. */
const hosts = [
  'evil.example',
  'evil.example/studio',
  'localhost@evil.example',
  'evil。example',
  '①②⑦.⓪.⓪.①',
  '[::1]',
  '0x7f000001',
]
const starts = [
  ...[
    '//',
    '///',
    '////',
    '/\\',
    '\\/',
    '\\\\',
    '/\t/',
    '/\n/',
    '/\r/',
    '/ /',
    '/%09/',
    '/%0a/',
    '/%2f/',
    '/%5c',
    '%2f%2f',
  ],
  ...[
    'http://',
    'https://',
    'HTTPS://',
    'http:',
    'https:',
    'https:/',
    'https:\\\\',
    '\thttps://',
    ' https://',
    '\u0000//',
  ],
  ...['/.//', '/..//', '/./\\', '/%2e%2e//', '/studio//../..//', '/studio/..//', '/studio\\..\\\\', '/studio/../../\\'],
  ...['@', '/@', '//;@', '/;//', '/:@', '?//', '#//', '/?//', '/#//', '/\u2028/', '/\u00a0/', '/\ufeff/', '/\u200b/'],
]
const redirects = hosts.flatMap((host) => starts.map((start) => start + host))

const calls = [
  'alert(1)',
  'alert`1`',
  'import("//evil.example")',
  '%61lert(1)',
  'fetch`//evil.example`',
  '//%0aalert(1)',
]
const schemes = [
  ...[
    'javascript:',
    'JavaScript:',
    'java\tscript:',
    'java\nscript:',
    ' javascript:',
    '\u0001javascript:',
    'javascript&colon;',
  ],
  ...[
    '/javascript:',
    '//javascript:',
    'data:text/html,',
    'vbscript:',
    'blob:',
    'view-source:javascript:',
    'java%0ascript:',
  ],
  ...['javascript\u003a', 'javascript:/*/studio*/'],
]
const scripts = schemes.flatMap((scheme) => calls.map((call) => scheme + call))

describe('A10: the way back', () => {
  it.each(good)('leads to %s', (path) => {
    expect(innerPath(path)).toBe(path)
  })

  it('leads nowhere for more than three hundred redirects and ninety scripts', () => {
    expect(redirects.length).toBeGreaterThan(300)
    expect(scripts.length).toBeGreaterThan(90)
    for (const value of [...redirects, ...scripts]) {
      const path = innerPath(value)
      // What is let through at all is a path of the studio on our own origin.
      if (path !== undefined) expect(new URL(path, 'http://localhost').host, JSON.stringify(value)).toBe('localhost')
      if (path !== undefined)
        expect(path, JSON.stringify(value)).toMatch(/^\/(studio|account|desk|invitation)(\/[^/\\]|$|[?#])/)
    }
    expect([...redirects, ...scripts].filter((value) => innerPath(value) !== undefined)).toEqual([])
  })

  it('leads nowhere for what is no text, no page of ours, or too long', () => {
    for (const value of [
      undefined,
      null,
      7,
      {},
      ['/studio'],
      '',
      '/',
      '/t/demo',
      '/api/me',
      '/studioX',
      `/studio/${'x'.repeat(500)}`,
    ])
      expect(innerPath(value)).toBeUndefined()
  })
})
