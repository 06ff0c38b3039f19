// What the address of an embedded tour, or the attributes of its element, ask of the viewer; docs/embedding.md lists them. Pure.
import { type ViewerPart, viewerParts } from '#tour/viewer-parts.ts'
import type { ViewerSettings } from '../settings.ts'

type Asked = Partial<Pick<ViewerSettings, 'hidden' | 'turnsDegreesPerSecond' | 'opening' | 'isInPage'>>

const fastestTurn = 30

/** `hide`, `rotate`, `opening` and `scroll`; what can't be understood is left to the tour. */
export function settingsFrom(parameters: URLSearchParams): Asked {
  const asked: Asked = {}
  const hide = parameters.get('hide')
  if (hide !== null) asked.hidden = partsIn(hide)
  const rotate = Number(parameters.get('rotate') || Number.NaN)
  if (Math.abs(rotate) <= fastestTurn) asked.turnsDegreesPerSecond = rotate === 0 ? undefined : rotate
  const opening = parameters.get('opening')
  if (opening === 'plain' || opening === 'little-planet') asked.opening = opening
  const scroll = parameters.get('scroll')
  if (scroll === 'page' || scroll === 'tour') asked.isInPage = scroll === 'page'
  return asked
}

const partsIn = (list: string): ReadonlySet<ViewerPart> => {
  const names = new Set(list.split(',').map((name) => name.trim()))
  return new Set(viewerParts.filter((part) => names.has(part)))
}
