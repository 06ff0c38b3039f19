// Undo, saving and other hands.
import { describe, expect, it } from 'vitest'
import type { Scene, Tour } from '#tour/tour.ts'
import { edit, hasChanges, openEditor, receive, redo, saved, undo } from './editor-state.ts'

const scene = (id: string): Scene => ({
  kind: 'panorama',
  id,
  name: {},
  panorama: '00000000-0000-4000-8000-000000000001',
  pose: { headingDegrees: 0 },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: [],
})
const tour = (title: string, ...ids: string[]): Tour => ({
  format: 1,
  levels: [],
  guided: [],
  look: {},
  title: { ru: title },
  description: {},
  languages: ['ru'],
  defaultLanguage: 'ru',
  scenes: ids.map(scene),
})
const titleOf = (state: { document: Tour }) => state.document.title.ru

describe('editor', () => {
  const opened = openEditor(tour('A', 'hall'), 1)

  it('undoes and redoes', () => {
    const two = edit(edit(opened, tour('B', 'hall')), tour('C', 'hall'))
    expect(titleOf(undo(two))).toBe('B')
    expect(titleOf(undo(undo(two)))).toBe('A')
    expect(titleOf(redo(undo(two)))).toBe('C')
    expect(undo(undo(two)).save.kind).toBe('saved')
  })

  it('takes typing in one field as one step', () => {
    const typed = ['B', 'Ba', 'Bath'].reduce((state, title) => edit(state, tour(title, 'hall'), 'title'), opened)
    expect(titleOf(undo(typed))).toBe('A')
  })

  it('forgets what could be redone after a new edit', () => {
    const state = edit(undo(edit(opened, tour('B', 'hall'))), tour('C', 'hall'))
    expect(redo(state)).toBe(state)
  })

  it('still waits to save what was changed while the save was on its way', () => {
    const sent = edit(opened, tour('B', 'hall'))
    const later = edit(sent, tour('C', 'hall'))
    expect(saved(later, sent.document, 2)).toMatchObject({ revision: 2, save: { kind: 'changed' } })
    expect(saved(sent, sent.document, 2).save.kind).toBe('saved')
  })

  it('joins a scene that arrived from outside with what I changed, and keeps it through undo', () => {
    const mine = edit(opened, tour('B', 'hall'))
    const joined = receive(mine, tour('A', 'hall', 'kitchen'), 2)
    expect(titleOf(joined)).toBe('B')
    expect(joined.document.scenes.map(({ id }) => id)).toEqual(['hall', 'kitchen'])
    const undone = undo(joined)
    expect(titleOf(undone)).toBe('A')
    expect(undone.document.scenes.map(({ id }) => id)).toEqual(['hall', 'kitchen'])
    expect(hasChanges(undone)).toBe(false)
  })

  it('ignores old news', () => {
    expect(receive(opened, tour('Z'), 1)).toBe(opened)
  })

  it('brings back what this device kept', () => {
    const draft = { base: tour('A', 'hall'), revision: 1, document: tour('Mine', 'hall') }
    const state = openEditor(tour('A', 'hall', 'kitchen'), 4, draft)
    expect(titleOf(state)).toBe('Mine')
    expect(state.document.scenes).toHaveLength(2)
    expect(state.save.kind).toBe('changed')
  })
})
