// Addresses as people paste and write them.
import { describe, expect, it } from 'vitest'
import { addressOfVideo, readVideoLink } from './video-link.ts'
import { addressProblem, completeAddress } from './web-address.ts'

const rutubeId = '0123456789abcdef0123456789abcdef'

describe('readVideoLink', () => {
  it.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=12s', 'youtube', 'dQw4w9WgXcQ'],
    ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'youtube', 'dQw4w9WgXcQ'],
    ['m.youtube.com/shorts/dQw4w9WgXcQ', 'youtube', 'dQw4w9WgXcQ'],
    ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', 'youtube', 'dQw4w9WgXcQ'],
    ['https://www.youtube.com/live/dQw4w9WgXcQ', 'youtube', 'dQw4w9WgXcQ'],
    ['https://vimeo.com/76979871', 'vimeo', '76979871'],
    ['https://vimeo.com/channels/staffpicks/76979871', 'vimeo', '76979871'],
    ['https://player.vimeo.com/video/76979871?title=0', 'vimeo', '76979871'],
    [`https://rutube.ru/video/${rutubeId}/?r=wd`, 'rutube', rutubeId],
    [`https://rutube.ru/play/embed/${rutubeId}`, 'rutube', rutubeId],
    [`<iframe width="560" src="//www.youtube.com/embed/dQw4w9WgXcQ" allow="x"></iframe>`, 'youtube', 'dQw4w9WgXcQ'],
  ])('recognises %s', (pasted, host, videoId) => {
    const video = { host, videoId }
    expect(readVideoLink(pasted)).toEqual({ video })
  })
  it.each([
    '',
    'hello',
    'https://example.kz/watch?v=dQw4w9WgXcQ',
    'https://youtube.com/@channel',
    'https://vimeo.com/about',
  ])('does not take %j', (pasted) => expect(readVideoLink(pasted)).toEqual({ problem: 'unknown' }))
  it.each([
    'https://vimeo.com/76979871/0123abcdef',
    'https://player.vimeo.com/video/76979871?h=0123abcdef',
    `https://rutube.ru/video/private/${rutubeId}/?p=abc`,
  ])('says of %s that visitors could not play it', (pasted) =>
    expect(readVideoLink(pasted)).toEqual({ problem: 'unlisted' }),
  )
  it('gives the address back in a form that it recognises', () => {
    for (const video of [
      { host: 'youtube', videoId: 'dQw4w9WgXcQ' },
      { host: 'vimeo', videoId: '76979871' },
      { host: 'rutube', videoId: rutubeId },
    ] as const)
      expect(readVideoLink(addressOfVideo(video))).toEqual({ video })
  })
})

describe('completeAddress', () => {
  it.each([
    ['example.kz', 'https://example.kz'],
    ['example.kz/flats?id=1', 'https://example.kz/flats?id=1'],
    ['example.kz:8443/a', 'https://example.kz:8443/a'],
    ['http://example.kz', 'http://example.kz'],
    ['dana@example.kz', 'mailto:dana@example.kz'],
    ['+7 (701) 123-45-67', 'tel:+77011234567'],
    ['tel:+77011234567', 'tel:+77011234567'],
    ['a flat', 'a flat'],
    ['', ''],
  ])('%j becomes %j', (written, complete) => expect(completeAddress(written)).toBe(complete))
})

describe('addressProblem', () => {
  it('tells empty, incomplete and unsafe apart', () => {
    expect(addressProblem(' ')).toBe('empty')
    expect(addressProblem('a flat')).toBe('incomplete')
    expect(addressProblem('javascript:alert(1)')).toBe('unsafe')
    expect(addressProblem('https://example.kz')).toBeUndefined()
  })
})
