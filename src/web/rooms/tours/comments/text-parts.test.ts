// Comments are plain text: addresses of http and https can be followed, nothing else ever can, and nothing is lost.
import { expect, it } from 'vitest'
import { mentionBeing, namesLike, partsOf } from './text-parts.ts'

const links = (text: string) => partsOf(text, []).flatMap((part) => (part.kind === 'link' ? part.url : []))
const whole = (text: string, names: string[] = []) =>
  partsOf(text, names)
    .map((part) => part.text)
    .join('')

it('finds addresses and leaves the sentence around them', () => {
  expect(links('Қара: https://krisha.kz/a/show/1?x=1#y.')).toEqual(['https://krisha.kz/a/show/1?x=1#y'])
  expect(links('(http://example.kz) және «https://алматы.қаз/үй»')).toEqual([
    'http://example.kz/',
    'https://xn--80aa6ae5a6c.xn--80ao21a/%D2%AF%D0%B9',
  ])
})

it('nothing but http and https can be followed (H2)', () => {
  for (const text of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//https:',
    'data:text/html,<b>x</b>',
    'vbscript:x',
    'file:///etc/passwd',
    '<a href="javascript:1">x</a>',
    'https://',
    '//example.kz',
  ])
    expect(links(text), text).toEqual([])
  expect(links('https://a.kz"onmouseover=1')).toEqual(['https://a.kz/'])
})

it('loses nothing of the text', () => {
  for (const text of ['', 'сәлем', 'a https://a.kz, b http://b.kz!', '@Айгерім @Айгерім Сейітова https://a.kz @x'])
    expect(whole(text, ['Айгерім', 'Айгерім Сейітова'])).toBe(text)
})

it('marks whoever was mentioned, the longest name first', () => {
  const parts = partsOf('@Айгерім Сейітова, @Айгерім және @Бөтен', ['Айгерім', 'Айгерім Сейітова'])
  expect(parts.filter(({ kind }) => kind === 'mention').map(({ text }) => text)).toEqual([
    '@Айгерім Сейітова',
    '@Айгерім',
  ])
})

it('knows when somebody is being named', () => {
  expect(mentionBeing('сәлем @Айг', 10)).toEqual({ from: 6, typed: 'Айг' })
  expect(mentionBeing('@', 1)).toEqual({ from: 0, typed: '' })
  expect(mentionBeing('a@b', 3)).toBeUndefined()
  expect(mentionBeing('@Айгерім Сейітова келді', 23)).toBeUndefined()
  const people = [{ name: 'Айгерім Сейітова' }, { name: 'Данияр Омаров' }]
  expect(namesLike(people, 'сей')).toEqual([people[0]])
  expect(namesLike(people, '')).toEqual(people)
})
