// The flat as a model without ceilings: floors, walls with their openings cut out, panes, and the large furniture as plain boxes.
import { openings, type RoomId, rooms } from '../plan.ts'
import { furniture } from './furniture.ts'
import { type Paint, PlainModel } from './glb.ts'

const wallMetres = 0.35
const height = 2.85

const wall: Paint = { ink: '#efeae1' }
const section: Paint = { ink: '#59626a' }
const pane: Paint = { ink: '#b8d7e6', opacity: 0.4 }
const frontDoor: Paint = { ink: '#6b4a38' }

const floors: Record<RoomId, Paint> = {
  hall: { ink: '#cda878' },
  living: { ink: '#d2ad7c' },
  kitchen: { ink: '#d0ab7b' },
  bedroom: { ink: '#cdb694' },
  study: { ink: '#d6c3a2' },
  bathroom: { ink: '#b9cdc9' },
}

const inside = (x: number, z: number, margin: number) =>
  rooms.some(
    (room) => x > room.west - margin && x < room.east + margin && z > room.north - margin && z < room.south + margin,
  )

type Spans = readonly (readonly [low: number, high: number])[]

/** Where there is wall above a point of the plan. */
function spansAt(x: number, z: number): Spans {
  if (inside(x, z, 0) || !inside(x, z, wallMetres)) return []
  const hole = openings.find(({ along, from, to, faces }) => {
    const [run, across] = along === 'x' ? [x, z] : [z, x]
    return run > from && run < to && across > Math.min(...faces) && across < Math.max(...faces)
  })
  if (!hole) return [[0, height]]
  return hole.sill > 0
    ? [
        [0, hole.sill],
        [hole.head, height],
      ]
    : [[hole.head, height]]
}

function without(span: readonly [number, number], others: Spans): Spans {
  return others.reduce<Spans>(
    (left, [low, high]) =>
      left.flatMap(([a, b]) =>
        (
          [
            [a, Math.min(b, low)],
            [Math.max(a, high), b],
          ] as const
        ).filter(([from, to]) => to - from > 1e-6),
      ),
    [span],
  )
}

const lines = (values: number[]) =>
  [...new Set(values.map((value) => Math.round(value * 1e4) / 1e4))].sort((a, b) => a - b)

/** Cells between all lines on which anything begins or ends. */
function buildWalls(model: PlainModel): void {
  const margins = [-wallMetres, 0, wallMetres]
  const along = (axis: 'x' | 'z') =>
    openings.flatMap((each) => (each.along === axis ? [each.from, each.to] : [...each.faces]))
  const xs = lines([...rooms.flatMap((room) => margins.flatMap((m) => [room.west + m, room.east + m])), ...along('x')])
  const zs = lines([
    ...rooms.flatMap((room) => margins.flatMap((m) => [room.north + m, room.south + m])),
    ...along('z'),
  ])
  const middle = (list: number[], i: number) =>
    i < 0 || i + 1 >= list.length ? Number.POSITIVE_INFINITY : (list[i] + list[i + 1]) / 2
  const spans = (i: number, j: number) => spansAt(middle(xs, i), middle(zs, j))
  for (let i = 0; i + 1 < xs.length; i++) {
    for (let j = 0; j + 1 < zs.length; j++) {
      const [x0, x1, z0, z1] = [xs[i], xs[i + 1], zs[j], zs[j + 1]]
      for (const span of spans(i, j)) {
        const [low, high] = span
        const top = high === height ? section : wall
        model.rectangle(top, [x0, high, z1], [x1 - x0, 0, 0], [0, 0, z0 - z1])
        if (low > 0) model.rectangle(wall, [x0, low, z0], [x1 - x0, 0, 0], [0, 0, z1 - z0])
        for (const [a, b] of without(span, spans(i, j + 1)))
          model.rectangle(wall, [x0, a, z1], [x1 - x0, 0, 0], [0, b - a, 0])
        for (const [a, b] of without(span, spans(i, j - 1)))
          model.rectangle(wall, [x1, a, z0], [x0 - x1, 0, 0], [0, b - a, 0])
        for (const [a, b] of without(span, spans(i + 1, j)))
          model.rectangle(wall, [x1, a, z1], [0, 0, z0 - z1], [0, b - a, 0])
        for (const [a, b] of without(span, spans(i - 1, j)))
          model.rectangle(wall, [x0, a, z0], [0, 0, z1 - z0], [0, b - a, 0])
      }
    }
  }
}

/** Panes in the windows, thresholds in the doorways, the front door. */
function fillOpenings(model: PlainModel): void {
  for (const { kind, along, from, to, faces, sill, head } of openings) {
    const [low, high] = [Math.min(...faces), Math.max(...faces)]
    const at = (low + high) / 2
    if (kind === 'window') {
      if (along === 'x') model.rectangle(pane, [from, sill, at], [to - from, 0, 0], [0, head - sill, 0])
      else model.rectangle(pane, [at, sill, to], [0, 0, from - to], [0, head - sill, 0])
    } else if (kind === 'entrance') model.box(frontDoor, [from, 0, low], [to, head, high - 0.05])
    else if (along === 'x') model.rectangle(floors.hall, [from, 0, high], [to - from, 0, 0], [0, 0, low - high])
    else model.rectangle(floors.hall, [low, 0, to], [high - low, 0, 0], [0, 0, from - to])
  }
}

export function flatModel(): Buffer {
  const model = new PlainModel()
  for (const { id, west, east, north, south } of rooms)
    model.rectangle(floors[id], [west, 0, south], [east - west, 0, 0], [0, 0, north - south])
  buildWalls(model)
  fillOpenings(model)
  for (const [paint, x0, z0, x1, z1, low, high] of furniture) model.box(paint, [x0, low, z0], [x1, high, z1])
  return model.bytes()
}
