// The empty flat: floors, ceilings, walls with their openings, skirting, door casings and leaves, windows with sills.
import { mat } from '../materials.ts'
import type { Mesh, Vec3 } from '../mesh.ts'
import { type Opening, openings, type Room, type RoomId, rooms } from '../plan.ts'
import { box, cylinder, panel } from '../shapes.ts'

type Side = 'north' | 'south' | 'west' | 'east'

const floors: Record<RoomId, number> = {
  hall: mat.parquet,
  living: mat.parquet,
  kitchen: mat.parquet,
  bedroom: mat.boards,
  study: mat.boards,
  bathroom: mat.bathFloor,
}

const walls: Record<RoomId, Partial<Record<Side, number>> & { rest: number }> = {
  hall: { rest: mat.wallWarm },
  living: { rest: mat.wallWarm, west: mat.wallGreige },
  kitchen: { rest: mat.wallWhite, north: mat.wallTerracotta },
  bedroom: { rest: mat.wallWarm, east: mat.wallOlive },
  study: { rest: mat.wallWhite, north: mat.wallSky },
  bathroom: { rest: mat.bathWall, north: mat.bathAccent },
}

/** Draws the shell; window panes go to a mesh of their own, because light passes them. */
export function buildShell(mesh: Mesh, panes: Mesh): void {
  for (const room of rooms) {
    const { west, east, north, south, height } = room
    panel(mesh, floors[room.id], [west, 0, north], [east - west, 0, 0], [0, 0, south - north], false, [west, north])
    panel(mesh, mat.ceiling, [west, height, north], [east - west, 0, 0], [0, 0, south - north])
    for (const side of ['north', 'south', 'west', 'east'] as const) wall(mesh, room, side)
  }
  for (const opening of openings) {
    reveal(mesh, opening)
    if (opening.kind === 'window') window(mesh, panes, opening)
    else casing(mesh, opening)
  }
  leaves(mesh)
  hull(mesh)
}

/** Closes the hollow between and behind the rooms, so that no stray ray sees the sky from inside a wall. */
function hull(mesh: Mesh): void {
  const [west, east, north, south, low, high] = [-0.34, 12.95, -0.35, 8.74, -0.06, 2.93]
  panel(mesh, mat.ceiling, [west, low, north], [east - west, 0, 0], [0, 0, south - north])
  panel(mesh, mat.ceiling, [west, high, north], [east - west, 0, 0], [0, 0, south - north])
  panel(mesh, mat.ceiling, [west, low, north], [east - west, 0, 0], [0, high - low, 0])
  panel(mesh, mat.ceiling, [east, low, north], [0, 0, south - north], [0, high - low, 0])
  const windows = openings.filter((each) => each.kind === 'window')
  const face = (along: 'x' | 'z', plane: number, from: number, to: number) => {
    const piece = (a: number, b: number, y0: number, y1: number) => {
      if (along === 'x') panel(mesh, mat.ceiling, [a, y0, plane], [b - a, 0, 0], [0, y1 - y0, 0])
      else panel(mesh, mat.ceiling, [plane, y0, a], [0, 0, b - a], [0, y1 - y0, 0])
    }
    let cursor = from
    for (const hole of windows.filter((each) => each.along === along)) {
      piece(cursor, hole.from, low, high)
      piece(hole.from, hole.to, low, hole.sill)
      piece(hole.from, hole.to, hole.head, high)
      cursor = hole.to
    }
    piece(cursor, to, low, high)
  }
  face('x', south, west, east)
  face('z', west, north, south)
}

function wall(mesh: Mesh, room: Room, side: Side): void {
  const along = side === 'north' || side === 'south' ? 'x' : 'z'
  const plane = room[side]
  const [from, to] = along === 'x' ? [room.west, room.east] : [room.north, room.south]
  const inward = side === 'north' || side === 'west' ? 1 : -1
  const material = walls[room.id][side] ?? walls[room.id].rest
  const holes = openings
    .filter((each) => each.along === along && each.between.includes(room.id) && each.faces.includes(plane))
    .sort((a, b) => a.from - b.from)
  const at = (s: number, y: number, depth = 0): Vec3 =>
    along === 'x' ? [s, y, plane + inward * depth] : [plane + inward * depth, y, s]
  const piece = (a: number, b: number, low: number, high: number) => {
    if (b - a < 1e-6 || high - low < 1e-6) return
    const run: Vec3 = along === 'x' ? [b - a, 0, 0] : [0, 0, b - a]
    panel(mesh, material, at(a, low), run, [0, high - low, 0], false, [a, low])
  }
  const tiled = room.id === 'bathroom'
  const skirting = (a: number, b: number) => {
    if (tiled || b - a < 0.02) return
    box(mesh, mat.trim, at(a, -0.02, -0.02), at(b, 0.09, 0.016))
  }
  let cursor = from
  let floorCursor = from
  for (const hole of holes) {
    piece(cursor, hole.from, 0, room.height)
    piece(hole.from, hole.to, 0, hole.sill)
    piece(hole.from, hole.to, hole.head, room.height)
    cursor = hole.to
    if (hole.sill === 0) {
      skirting(floorCursor, hole.from - 0.075)
      floorCursor = hole.to + 0.075
    }
  }
  piece(cursor, to, 0, room.height)
  skirting(floorCursor, to)
  if (!tiled) box(mesh, mat.trim, at(from - 0.03, room.height - 0.055, -0.03), at(to + 0.03, room.height + 0.03, 0.04))
}

/** The inner faces of a hole. */
function reveal(mesh: Mesh, { along, from, to, faces, sill, head, kind }: Opening): void {
  const depth = faces[1] - faces[0]
  const at = (s: number, y: number): Vec3 => (along === 'x' ? [s, y, faces[0]] : [faces[0], y, s])
  const through: Vec3 = along === 'x' ? [0, 0, depth] : [depth, 0, 0]
  const run: Vec3 = along === 'x' ? [to - from, 0, 0] : [0, 0, to - from]
  const lining = kind === 'window' ? mat.wallWhite : mat.trim
  panel(mesh, lining, at(from, sill), through, [0, head - sill, 0])
  panel(mesh, lining, at(to, sill), through, [0, head - sill, 0])
  panel(mesh, lining, at(from, head), run, through)
  const uv0 = along === 'x' ? [from, faces[0]] : [faces[0], from]
  const bottom = kind === 'window' ? mat.sill : mat.parquet
  if (along === 'x') panel(mesh, bottom, at(from, sill), run, through, false, uv0)
  else panel(mesh, bottom, at(from, sill), through, run, false, uv0)
}

function casing(mesh: Mesh, { along, from, to, faces, head, kind }: Opening): void {
  const wide = 0.075
  const thick = 0.018
  const away = Math.sign(faces[0] - faces[1])
  faces.forEach((face, i) => {
    if (kind === 'entrance' && i === 1) return
    const out = face + (i === 0 ? away : -away) * thick
    const slab = (a: number, b: number, low: number, high: number) => {
      const back = face - (i === 0 ? away : -away) * 0.02
      const p: Vec3 = along === 'x' ? [a, low, back] : [back, low, a]
      const q: Vec3 = along === 'x' ? [b, high, out] : [out, high, b]
      box(mesh, mat.trim, p, q)
    }
    slab(from - wide, from + 0.01, -0.02, head - 0.011)
    slab(to - 0.01, to + wide, -0.02, head - 0.011)
    slab(from - wide, to + wide, head - 0.01, head + wide)
  })
}

function window(mesh: Mesh, panes: Mesh, { along, from, to, faces, sill, head }: Opening): void {
  const inner = faces[0]
  const outwards = Math.sign(faces[1] - inner)
  const plane = inner + outwards * 0.16
  const bar = (a: number, b: number, low: number, high: number, thick = 0.07, material: number = mat.windowFrame) => {
    const p: Vec3 = along === 'x' ? [a, low, plane - thick / 2] : [plane - thick / 2, low, a]
    const q: Vec3 = along === 'x' ? [b, high, plane + thick / 2] : [plane + thick / 2, high, b]
    box(mesh, material, p, q, { bevel: 0.008 })
  }
  const count = Math.max(2, Math.round((to - from) / 1.15))
  const step = (to - from) / count
  bar(from, to, sill, sill + 0.05)
  bar(from, to, head - 0.05, head)
  bar(from, from + 0.05, sill, head)
  bar(to - 0.05, to, sill, head)
  for (let i = 0; i < count; i++) {
    const a = from + i * step
    if (i > 0) bar(a - 0.035, a + 0.035, sill, head)
    const sash = (s0: number, s1: number, y0: number, y1: number) => bar(s0, s1, y0, y1, 0.09)
    sash(a + 0.035, a + 0.085, sill + 0.045, head - 0.045)
    sash(a + step - 0.085, a + step - 0.035, sill + 0.045, head - 0.045)
    sash(a + 0.035, a + step - 0.035, sill + 0.045, sill + 0.095)
    sash(a + 0.035, a + step - 0.035, head - 0.095, head - 0.045)
    const glass: Vec3 = along === 'x' ? [a + 0.05, sill + 0.05, plane] : [plane, sill + 0.05, a + 0.05]
    const run: Vec3 = along === 'x' ? [step - 0.1, 0, 0] : [0, 0, step - 0.1]
    panel(panes, mat.pane, glass, run, [0, head - sill - 0.1, 0])
    if (i === 1) {
      const s = a + 0.06
      const y = sill + (head - sill) * 0.42
      const knob: Vec3 = along === 'x' ? [s, y, plane - outwards * 0.055] : [plane - outwards * 0.055, y, s]
      box(mesh, mat.steel, [knob[0] - 0.012, y - 0.06, knob[2] - 0.012], [knob[0] + 0.012, y + 0.06, knob[2] + 0.012], {
        bevel: 0.008,
      })
    }
  }
  const ledge = inner - outwards * 0.13
  const p: Vec3 = along === 'x' ? [from - 0.05, sill - 0.03, ledge] : [ledge, sill - 0.03, from - 0.05]
  const q: Vec3 = along === 'x' ? [to + 0.05, sill + 0.006, plane] : [plane, sill + 0.006, to + 0.05]
  box(mesh, mat.sill, p, q, { bevel: 0.008 })
}

function leaves(mesh: Mesh): void {
  mesh.within({ at: [9.262, 0, 4.0], yawDegrees: -92 }, () => doorLeaf(mesh, 0.83, 2.07))
  mesh.within({ at: [3.45, 0, 3.768], yawDegrees: 178 }, () => doorLeaf(mesh, 0.81, 2.07))
  mesh.within({ at: [10.35, 0, 3.738], yawDegrees: 2 }, () => doorLeaf(mesh, 0.73, 2.07))
  mesh.within({ at: [5.75, 0, 1.82] }, () => entranceDoor(mesh, 0.95, 2.1))
}

/** A leaf hinged at the origin, reaching along +x. */
function doorLeaf(mesh: Mesh, width: number, height: number): void {
  box(mesh, mat.oakDoor, [0, 0.008, -0.02], [width, height, 0.02], { bevel: 0.003 })
  for (const side of [-1, 1]) {
    const field = (low: number, high: number) => {
      const rim = 0.018
      const [x0, x1, z] = [0.12, width - 0.12, side * 0.02]
      const strip = (a: number, b: number, c: number, d: number) =>
        box(mesh, mat.oakDoor, [a, c, z], [b, d, z + side * 0.011], { bevel: 0.005 })
      strip(x0, x1, low, low + rim)
      strip(x0, x1, high - rim, high)
      strip(x0, x0 + rim, low, high)
      strip(x1 - rim, x1, low, high)
    }
    field(0.15, 0.85)
    field(1.1, height - 0.14)
    const z = side * 0.02
    mesh.within({ at: [width - 0.065, 1.0, z], pitchDegrees: side * 90 }, () => {
      cylinder(mesh, mat.brass, [0, 0, 0], 0.01, 0.026)
      cylinder(mesh, mat.brass, [0, 0, 0], 0.055, 0.009)
    })
    box(mesh, mat.brass, [width - 0.185, 0.991, z + side * 0.045], [width - 0.055, 1.009, z + side * 0.06], {
      bevel: 0.006,
    })
  }
}

function entranceDoor(mesh: Mesh, width: number, height: number): void {
  box(mesh, mat.entrance, [0, 0, -0.03], [width, height, 0.03], { grain: 1 })
  for (const [x0, x1, y0, y1] of [
    [0.12, width - 0.12, 0.14, 0.66],
    [0.12, width - 0.12, 0.78, 1.3],
    [0.12, width - 0.12, 1.42, 1.94],
  ] as const) {
    box(mesh, mat.entrance, [x0, y0, 0.025], [x1, y1, 0.045], { bevel: 0.014, steps: 2, grain: 1 })
  }
  box(mesh, mat.brass, [width - 0.1, 0.92, 0.03], [width - 0.055, 1.14, 0.038], { bevel: 0.004 })
  box(mesh, mat.brass, [width - 0.19, 1.0, 0.07], [width - 0.06, 1.02, 0.086], { bevel: 0.007 })
  cylinder(mesh, mat.brass, [width - 0.078, 1.0, 0.03], 0.02, 0.012)
  mesh.within({ at: [width / 2, 1.52, 0.05], pitchDegrees: 90 }, () =>
    cylinder(mesh, mat.brass, [0, 0, 0], 0.008, 0.014),
  )
}
