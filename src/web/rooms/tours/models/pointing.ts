// From a point of the picture to a place on the model, and to a hotspot there.
import { anglesOf } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'
import { added, minus, type Point3, scaled } from '#tour/space.ts'
import type { ModelView } from '#viewer/model/model-view.ts'
import { newId } from '../../../lib/ids.ts'
import { useWords } from '../../../lib/words.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { useAdding } from '../hotspots/adding.ts'
import { definitionOf, type Placement } from '../hotspots/registry.tsx'

/** As far as a document names places. */
const farthestMetres = 10_000

/** Where hotspots sit: the place itself, and in which direction of the model it lies, for the order in which they are read. */
export type PlaceOnModel = Pick<Placement, 'yawDegrees' | 'pitchDegrees'> & { positionMetres: [number, number, number] }

/** Answers nothing, and says why, beside the model and beyond what a document can name. */
export function usePlaceUnder(view: ModelView | undefined) {
  const { t } = useWords()
  return async (point: Point): Promise<PlaceOnModel | undefined> => {
    const world = view?.world
    if (!view || !world) return undefined
    const { pickPoint } = await import('#viewer/model/pick.ts')
    const found = await pickPoint(world, view.size, point)
    const isFar = found?.some((metres) => Math.abs(metres) > farthestMetres)
    if (!found || isFar) {
      showToast(t(isFar ? 'web.models.too_far' : 'web.models.missed'))
      return undefined
    }
    const middle = scaled(added(world.bounds.low, world.bounds.high), 0.5)
    const { yawDegrees, pitchDegrees } = anglesOf(minus(found, middle))
    return { yawDegrees: tenth(yawDegrees), pitchDegrees: tenth(pitchDegrees), positionMetres: millimetres(found) }
  }
}

/** Puts a new hotspot there; kinds that must ask first get the place and their question. */
export function usePointing(view: ModelView | undefined, ask: (placement: Placement) => void) {
  const { tool, tour, scene } = useWorkplace()
  const add = useAdding()
  const placeUnder = usePlaceUnder(view)
  return async (point: Point): Promise<void> => {
    if (!scene || tool === 'select') return
    const place = await placeUnder(point)
    if (!place) return
    const placement = { id: newId(), ...place }
    const { create, Ask } = definitionOf(tool)
    if (Ask) ask(placement)
    else if (create) add(create(placement, { tour, scene, view: scene.view }))
  }
}

const tenth = (degrees: number) => Math.round(degrees * 10) / 10
const millimetres = ([x, y, z]: Point3): [number, number, number] => [
  Math.round(x * 1000) / 1000,
  Math.round(y * 1000) / 1000,
  Math.round(z * 1000) / 1000,
]
