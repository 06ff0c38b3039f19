// Who is compared. The order is the order of the tables.
import { fovOfSides } from '#tour/angles.ts'
import { enginePage, viewerPage } from './ours.ts'
import { marzipanoPage, type PageFiles, pannellumPage, psvPage, type Shape, threePage } from './peers.ts'
import type { Screen } from './visitor.ts'
import type { World } from './world.ts'

export const ours = ['panoqor', 'panoqor_engine'] as const
export const peers = ['pannellum', 'marzipano', 'psv', 'three'] as const
export const contestants = [...ours, ...peers]
export type Contestant = (typeof contestants)[number]

export const isContestant = (name: string): name is Contestant => contestants.some((each) => each === name)

const built = new Map<string, Promise<PageFiles | undefined>>()

/** The files of the page, made once; undefined when the peer is not installed. `driven`: the bench will use its driver. */
export function pageOf(
  name: Contestant,
  { pyramid, preview }: World,
  { width, height }: Screen,
  { scenes = 1, driven = false } = {},
): Promise<PageFiles | undefined> {
  const key = [name, width, height, scenes, driven].join()
  const page =
    built.get(key) ?? build(name, { pyramid, preview, scenes, fov: fovOfSides(90, width / height) }, { driven })
  built.set(key, page)
  return page
}

async function build(name: Contestant, shape: Shape, { driven }: { driven: boolean }): Promise<PageFiles | undefined> {
  switch (name) {
    case 'panoqor':
      return viewerPage(shape, { driven })
    case 'panoqor_engine':
      return enginePage(shape)
    case 'pannellum':
      return pannellumPage(shape)
    case 'marzipano':
      return marzipanoPage(shape)
    case 'psv':
      return psvPage(shape)
    case 'three':
      return threePage(shape)
  }
}
