import { expect, it } from 'vitest'
import type { PanoramaSource } from '#tour/published.ts'
import { SceneChange } from './scene-change.ts'

const source = (id: string): PanoramaSource => ({
  id,
  pyramid: { tilePx: 512, levels: 1, format: 'jpg' },
  tilesUrl: '',
  preview: '',
})
const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
const turned = { ...view, yawDegrees: 50 }

it('waits for tiles with patience, then fades, then is over', async () => {
  const change = new SceneChange(false)
  const done = change.ask(source('next'), { view: turned }, 1000)
  expect([change.isOverdue(1100), change.isOverdue(1500)]).toEqual([false, true])
  change.begin(source('old'), view, turned, 1500)
  expect(change.pending).toBeUndefined()
  expect(change.picture(turned, 1500)).toMatchObject({ old: source('old'), opacity: 0 })
  expect([change.isOver(1600), change.isOver(2200)]).toEqual([false, true])
  change.end()
  await done
  expect(change.picture(turned, 2200)).toBeUndefined()
})

it('lets go of a change that another one overtakes', async () => {
  const change = new SceneChange(false)
  const first = change.ask(source('first'), { view }, 0)
  change.ask(source('second'), { view }, 10)
  await first
  expect(change.pending?.source.id).toBe('second')
})

it('moves neither picture where motion is not wanted', () => {
  const change = new SceneChange(true)
  change.ask(source('next'), { view: turned, towards: view }, 0)
  change.begin(source('old'), view, turned, 0)
  expect(change.picture(turned, 75)).toMatchObject({ leaving: { view }, arriving: { view: turned } })
})
