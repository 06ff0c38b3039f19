// The floor plan as a drawing: walls, windows, doors with their swing, large furniture. No words, because it serves three
// languages, and nothing behind it, because it lies on whatever shows it. North is up.
import { openings, type Room, rooms } from '../plan.ts'
import { furniture } from './furniture.ts'

/** What the drawing shows of the tour frame, in metres. */
const west = -0.75
const north = -0.75
export const planWidthMetres = 14
const planHeightMetres = 9.9
const pixelsPerMetre = 100

const ink = '#3d444b'
const thin = '#7b848c'
const wallMetres = 0.35

const floors: Record<Room['id'], string> = {
  hall: '#efe6d8',
  living: '#f3e9d7',
  kitchen: '#f3e9d7',
  bedroom: '#ece8df',
  study: '#e6edf2',
  bathroom: '#dfece9',
}

/** Where a point of the flat lies on the drawing, 0…1 from the left and from the top. */
export const onPlan = (x: number, z: number) => ({
  x: (x - west) / planWidthMetres,
  y: (z - north) / planHeightMetres,
})

const X = (x: number) => ((x - west) * pixelsPerMetre).toFixed(1)
const Y = (z: number) => ((z - north) * pixelsPerMetre).toFixed(1)
const length = (metres: number) => (metres * pixelsPerMetre).toFixed(1)

const rect = (x0: number, z0: number, x1: number, z1: number, paint: string) =>
  `<rect x="${X(x0)}" y="${Y(z0)}" width="${length(x1 - x0)}" height="${length(z1 - z0)}" ${paint}/>`

const line = (x0: number, z0: number, x1: number, z1: number, width = 2) =>
  `<path d="M${X(x0)} ${Y(z0)}L${X(x1)} ${Y(z1)}" stroke="${thin}" stroke-width="${width}" fill="none"/>`

function hole({ along, from, to, faces, kind }: (typeof openings)[number]): string {
  const [low, high] = [Math.min(...faces), Math.max(...faces)]
  const [x0, z0, x1, z1] = along === 'x' ? [from, low, to, high] : [low, from, high, to]
  if (kind !== 'window') return rect(x0, z0, x1, z1, 'fill="#f0e8da"')
  const middle = (low + high) / 2
  const panes = [low + 0.02, middle - 0.04, middle + 0.04, high - 0.02].map((at) =>
    along === 'x' ? line(from, at, to, at) : line(at, from, at, to),
  )
  return rect(x0, z0, x1, z1, 'fill="#ffffff"') + panes.join('')
}

/** A leaf that stands open, and the way it swings: hinge, free end when closed, free end when open. */
function leaf(hinge: readonly [number, number], closed: readonly [number, number], open: readonly [number, number]) {
  const radius = Math.hypot(closed[0] - hinge[0], closed[1] - hinge[1])
  const [ax, az] = [closed[0] - hinge[0], closed[1] - hinge[1]]
  const [bx, bz] = [open[0] - hinge[0], open[1] - hinge[1]]
  const sweep = ax * bz - az * bx > 0 ? 1 : 0
  return [
    `<path d="M${X(closed[0])} ${Y(closed[1])}A${length(radius)} ${length(radius)} 0 0 ${sweep} ${X(open[0])} ${Y(open[1])}" stroke="${thin}" stroke-width="1.5" stroke-dasharray="5 4" fill="none"/>`,
    `<path d="M${X(hinge[0])} ${Y(hinge[1])}L${X(open[0])} ${Y(open[1])}" stroke="${ink}" stroke-width="5" stroke-linecap="round"/>`,
  ].join('')
}

/** As the doors stand in the pictures: into the bedroom, the children's room, the bathroom; the front door opens into the hall. */
const leaves = [
  leaf([9.25, 4], [10.1, 4], [9.25, 4.85]),
  leaf([3.45, 3.78], [3.45, 2.95], [2.62, 3.78]),
  leaf([10.35, 3.75], [10.35, 3], [11.1, 3.75]),
  leaf([5.75, 1.9], [6.7, 1.9], [5.75, 2.85]),
]

export function planDrawing(): string {
  const [width, height] = [planWidthMetres, planHeightMetres].map((metres) => metres * pixelsPerMetre)
  const walls = rooms.map((room) =>
    rect(
      room.west - wallMetres,
      room.north - wallMetres,
      room.east + wallMetres,
      room.south + wallMetres,
      `fill="${ink}"`,
    ),
  )
  const insides = rooms.map((room) => rect(room.west, room.north, room.east, room.south, `fill="${floors[room.id]}"`))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...walls,
    ...insides,
    ...furniture.map(([, x0, z0, x1, z1]) =>
      rect(x0, z0, x1, z1, `fill="#ffffff" fill-opacity="0.4" stroke="${thin}" stroke-width="1.2"`),
    ),
    ...openings.map(hole),
    ...leaves,
    '</svg>',
  ].join('\n')
}
