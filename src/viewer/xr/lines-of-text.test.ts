import { expect, it } from 'vitest'
import { fewLines, linesOf, pagesOf } from './lines-of-text.ts'

const letters = (text: string) => text.length

it('breaks text at spaces and keeps its paragraphs', () => {
  expect(linesOf('Oak floor, laid\nin autumn', 9, letters)).toEqual(['Oak', 'floor,', 'laid', 'in autumn'])
  expect(linesOf('one\n\ntwo', 9, letters)).toEqual(['one', '', 'two'])
})

it('cuts a word that is longer than a line', () => {
  expect(linesOf('a ұзақтықтарыңыздан', 8, letters)).toEqual(['a', 'ұзақтықт', 'арыңызда', 'н'])
})

it('says that there were more lines than fit', () => {
  expect(fewLines(['one', 'two,', 'three'], 2)).toEqual(['one', 'two…'])
  expect(fewLines(['one', 'two'], 2)).toEqual(['one', 'two'])
})

it('fills pages without beginning one with an empty line', () => {
  expect(pagesOf(['a', 'b', '', 'c', 'd'], 2)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(pagesOf([], 2)).toEqual([])
})
