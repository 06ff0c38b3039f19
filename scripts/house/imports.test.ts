// The rules of the house, each with a breach of it.
import { expect, it } from 'vitest'
import { checkImports } from './imports.ts'
import { parseSource } from './sources.ts'

const problems = (files: Record<string, string>) =>
  checkImports(Object.entries(files).map(([file, text]) => parseSource(file, text)))

it.each([
  ['src/tour/a.ts', `import '#platform/b.ts'`, 'tour stands below or beside platform'],
  ['src/tour/a.ts', `import 'node:fs'`, 'only zod'],
  ['src/tour/a.ts', `import type { X } from '../rooms/tours/tours.ts'`, 'tour stands below or beside rooms'],
  ['src/platform/a.ts', `import '#imaging/b.ts'`, 'platform stands below or beside imaging'],
  ['src/rooms/media/a.ts', `import '#rooms/tours/tours.ts'`, 'tours ranks above media'],
  ['src/rooms/tours/a.ts', `import '#rooms/media/store.ts'`, 'enter the room by its door'],
  ['src/rooms/tours/a.ts', `import '#server/app.ts'`, 'rooms stands below or beside server'],
  ['src/rooms/tours/contract.ts', `import './store.ts'`, 'a contract goes to the browser'],
  ['src/rooms/kitchen/a.ts', '', 'no rank yet'],
  ['src/web/a.ts', `import '#rooms/tours/tours.ts'`, 'web sees only the contract'],
  ['src/web/a.ts', `await import('#platform/db.ts')`, 'web stands below or beside platform'],
  ['src/viewer/a.ts', `import 'three'`, 'the viewer has no packages'],
  ['src/viewer/a.ts', `import 'playcanvas'`, 'the viewer has no packages'],
  ['src/server/a.ts', `import '#test/support/x.ts'`, 'sources do not know tests'],
])('%s with %s is refused: %s', (file, text, reason) => {
  expect(problems({ [file]: text })).toEqual([expect.stringContaining(reason)])
})

it.each([
  ['src/rooms/tours/a.ts', `import { x } from '#rooms/media/media.ts'; import y from 'pg'; import './store.ts'`],
  ['src/rooms/tours/contract.ts', `import 'zod'; import '#tour/tour.ts'; import '#rooms/media/contract.ts'`],
  ['src/web/a.tsx', `import 'react'; import '#rooms/tours/contract.ts'; import '#viewer/main.ts'`],
  ['src/rooms/tours/a.test.ts', `import '#server/app.ts'; import '#test/support/database.ts'`],
])('%s with %s is welcome', (file, text) => {
  expect(problems({ [file]: text })).toEqual([])
})

it('keeps the schema library out of the viewer, however far away', () => {
  const files = {
    'src/viewer/main.ts': `import { a } from '#tour/a.ts'`,
    'src/tour/a.ts': `import { b } from './b.ts'`,
    'src/tour/b.ts': `import { z } from 'zod'`,
  }
  expect(problems(files)).toEqual([expect.stringMatching(/^src\/tour\/b.ts: reaches the viewer/)])
  expect(problems({ ...files, 'src/viewer/main.ts': `import type { a } from '#tour/a.ts'` })).toEqual([])
})

it('finds circles of what runs, and lets types go round', () => {
  const circle = { 'src/tour/a.ts': `import './b.ts'`, 'src/tour/b.ts': `export { x } from './a.ts'` }
  expect(problems(circle)).toEqual(['import circle: src/tour/a.ts → src/tour/b.ts → src/tour/a.ts'])
  expect(problems({ ...circle, 'src/tour/b.ts': `import { type X } from './a.ts'` })).toEqual([])
})
