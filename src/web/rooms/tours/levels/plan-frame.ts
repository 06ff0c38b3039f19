// Between a plan's drawing (0…1 from the left and from the top) and the tour frame in metres (x east, z south). Pure.
import { toDegrees, toRadians } from '#tour/angles.ts'
import type { PlanPoint } from '#tour/places.ts'
import type { Level, Scene } from '#tour/tour.ts'

export interface Spot {
  x: number
  y: number
}

export interface PlanFrame {
  widthMetres: number
  /** Height of the drawing divided by its width. */
  aspect: number
  upDegrees: number
  /** Where the middle of the drawing lies. */
  middle: PlanPoint
}

export function spotToTour({ widthMetres, aspect, upDegrees, middle }: PlanFrame, { x, y }: Spot): PlanPoint {
  const [right, down] = [(x - 0.5) * widthMetres, (y - 0.5) * widthMetres * aspect]
  const { sin, cos } = turnOf(upDegrees)
  return { x: middle.x + right * cos - down * sin, z: middle.z + right * sin + down * cos }
}

export function tourToSpot({ widthMetres, aspect, upDegrees, middle }: PlanFrame, point: PlanPoint): Spot {
  const [east, south] = [point.x - middle.x, point.z - middle.z]
  const { sin, cos } = turnOf(upDegrees)
  return {
    x: 0.5 + (east * cos + south * sin) / widthMetres,
    y: 0.5 + (south * cos - east * sin) / (widthMetres * aspect),
  }
}

/** Where another dot covers none of those that are there: in the middle, else as near to it as there is room. */
export function freeSpot(taken: readonly Spot[]): Spot {
  const isFree = (spot: Spot) => taken.every(({ x, y }) => Math.hypot(x - spot.x, y - spot.y) >= dotApart - 1e-6)
  return spotsAround().find(isFree) ?? middleSpot
}

/** Of the drawing's width: as far apart dots can be told from each other. */
const dotApart = 0.12
const middleSpot: Spot = { x: 0.5, y: 0.5 }

/** A grid over the drawing, the nearest to its middle first. */
function spotsAround(): Spot[] {
  const steps = [0, 1, -1, 2, -2, 3, -3]
  const grid = steps.flatMap((down) =>
    steps.map((right) => ({ x: middleSpot.x + right * dotApart, y: middleSpot.y + down * dotApart })),
  )
  const away = ({ x, y }: Spot) => Math.round(Math.hypot(x - middleSpot.x, y - middleSpot.y) / 1e-6)
  return grid.sort((a, b) => away(a) - away(b))
}

/**
 * Where a drawing lies in the tour: as the scenes say that are known on both, else with its middle at the tour's origin. While one
 * scene is moved it has no say, unless it is the only one.
 */
export function frameOf(
  level: Level,
  scenes: readonly Scene[],
  aspect: number,
  moving?: string,
): PlanFrame | undefined {
  const { plan } = level
  if (!plan?.widthMetres) return undefined
  const loose = { widthMetres: plan.widthMetres, aspect, upDegrees: plan.upDegrees, middle: { x: 0, z: 0 } }
  const known = plan.places.flatMap((place) => {
    const position = scenes.find(({ id }) => id === place.sceneId)?.pose.positionMetres
    if (!position) return []
    const laid = spotToTour(loose, place)
    return [{ sceneId: place.sceneId, x: position[0] - laid.x, z: position[2] - laid.z }]
  })
  const others = known.filter(({ sceneId }) => sceneId !== moving)
  const voices = others.length > 0 ? others : known
  if (voices.length === 0) return loose
  const sum = voices.reduce((all, { x, z }) => ({ x: all.x + x, z: all.z + z }), { x: 0, z: 0 })
  return { ...loose, middle: { x: sum.x / voices.length, z: sum.z / voices.length } }
}

/**
 * How a drawing lies in the tour when two or more of its points are known in metres: width, direction of its upper edge, middle. The
 * least squares of all of them; undefined when they lie on one spot.
 */
export function frameThrough(
  points: readonly { spot: Spot; tour: PlanPoint }[],
  aspect: number,
): PlanFrame | undefined {
  const count = points.length
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / count
  const right = (spot: Spot) => spot.x - 0.5
  const down = (spot: Spot) => (spot.y - 0.5) * aspect
  const [meanRight, meanDown] = [mean(({ spot }) => right(spot)), mean(({ spot }) => down(spot))]
  const [meanX, meanZ] = [mean(({ tour }) => tour.x), mean(({ tour }) => tour.z)]
  let [along, across, spread] = [0, 0, 0]
  for (const { spot, tour } of points) {
    const [u, v] = [right(spot) - meanRight, down(spot) - meanDown]
    const [x, z] = [tour.x - meanX, tour.z - meanZ]
    along += u * x + v * z
    across += u * z - v * x
    spread += u * u + v * v
  }
  if (count < 2 || spread < 1e-4 || Math.hypot(along, across) < 1e-6) return undefined
  const [cosWide, sinWide] = [along / spread, across / spread]
  return {
    widthMetres: Math.hypot(cosWide, sinWide),
    aspect,
    upDegrees: (toDegrees(Math.atan2(sinWide, cosWide)) + 360) % 360,
    middle: {
      x: meanX - (meanRight * cosWide - meanDown * sinWide),
      z: meanZ - (meanRight * sinWide + meanDown * cosWide),
    },
  }
}

/** How wide the drawing is when the stretch between two of its points is so long; undefined when they lie on each other. */
export function widthFromStretch(a: Spot, b: Spot, aspect: number, lengthMetres: number): number | undefined {
  const stretch = Math.hypot(b.x - a.x, (b.y - a.y) * aspect)
  return stretch > 0.01 ? Math.round((lengthMetres / stretch) * 100) / 100 : undefined
}

function turnOf(degrees: number) {
  const angle = toRadians(degrees)
  return { sin: Math.sin(angle), cos: Math.cos(angle) }
}
