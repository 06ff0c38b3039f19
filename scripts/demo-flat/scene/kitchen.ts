// Kitchen and dining: a run of cupboards along the east wall, a table by the window, a console at the north wall.
import { mat } from '../materials.ts'
import type { Mesh, Vec3 } from '../mesh.ts'
import { ball, bar, box, cylinder, lathe, panel } from '../shapes.ts'
import type { Lamp } from '../world.ts'
import * as piece from './furniture.ts'

export function furnishKitchen(mesh: Mesh, lamps: Lamp[]): void {
  // Local frame of the run: x along the wall from the north-east corner southwards is −x, the wall is z = 0, the room +z.
  mesh.within({ at: [9, 0, 4], yawDegrees: -90 }, () => run(mesh))
  for (const z of [5.75, 6.35, 6.95]) {
    lamps.push({
      at: [8.72, 1.475, z],
      radius: 0.03,
      clearance: 0.03,
      intensity: [0.05, 0.043, 0.032],
      downwards: true,
    })
  }
  diningGroup(mesh, lamps)
  sideTable(mesh, lamps)
  mesh.within({ at: [6.95, 0, 8.29] }, () => piece.curtains(mesh, mat.curtainOlive, 2.55, 2.68, 0.36))
  mesh.within({ at: [6.95, 0, 8.4], yawDegrees: 180 }, () => piece.radiator(mesh, 1.5))
  mesh.within({ at: [5.68, 0, 8.0] }, () => piece.plant(mesh, mat.wicker, 1.35, 21, 14, mat.leafDark))
  mesh.within({ at: [7.75, 0.756, 8.42] }, () => piece.potPlant(mesh, mat.clay, 0.2, 41, mat.leaf))
  mesh.within({ at: [7.45, 0.756, 8.42] }, () => piece.potPlant(mesh, mat.ceramic, 0.16, 42))
  mesh.within({ at: [5.35, 1.55, 7.45], yawDegrees: 90 }, () =>
    piece.picture(mesh, mat.strokesOlive, 0.62, 0.82, mat.oak),
  )
  for (const [x, z] of [
    [6.2, 4.7],
    [7.6, 4.7],
    [7.6, 5.7],
  ] as const)
    piece.spot(mesh, [x, 2.85, z], lamps, 0.12)
}

function run(mesh: Mesh): void {
  const d = 0.6
  tall(mesh)
  // Lower cupboards: 5.3 … 7.7 along the wall.
  const base = [1.3, 1.9, 2.5, 3.1, 3.7]
  box(mesh, mat.graphite, [1.3, 0, 0.02], [3.7, 0.1, d - 0.06])
  for (let i = 0; i + 1 < base.length; i++) {
    if (i === 1) {
      piece.drawers(mesh, [base[i], 0.1, 0.01], [base[i + 1], 0.86, d - 0.02], 3, mat.sage, mat.brass)
    } else
      piece.cupboard(mesh, [base[i], 0.1, 0.01], [base[i + 1], 0.86, d - 0.02], i === 3 ? 1 : 2, mat.sage, mat.brass)
  }
  // Worktop with a cut-out for the sink.
  const [s0, s1, b0, b1] = [2.62, 3.12, 0.12, 0.5]
  const slab = (a: Vec3, b: Vec3) => box(mesh, mat.worktop, a, b, { aligned: true, bevel: 0.002, grain: 0 })
  slab([1.3, 0.86, 0], [s0, 0.9, d])
  slab([s1, 0.86, 0], [3.72, 0.9, d])
  slab([s0, 0.86, 0], [s1, 0.9, b0])
  slab([s0, 0.86, b1], [s1, 0.9, d])
  for (const [p, a, b] of [
    [
      [s0, 0.7, b0],
      [s1 - s0, 0, 0],
      [0, 0, b1 - b0],
    ],
    [
      [s0, 0.7, b0],
      [s1 - s0, 0, 0],
      [0, 0.19, 0],
    ],
    [
      [s0, 0.7, b1],
      [s1 - s0, 0, 0],
      [0, 0.19, 0],
    ],
    [
      [s0, 0.7, b0],
      [0, 0, b1 - b0],
      [0, 0.19, 0],
    ],
    [
      [s1, 0.7, b0],
      [0, 0, b1 - b0],
      [0, 0.19, 0],
    ],
  ] as const) {
    panel(mesh, mat.steel, p, a, b)
  }
  tap(mesh, [2.87, 0.9, 0.075])
  // Splashback and wall cupboards with light below.
  panel(mesh, mat.splash, [1.3, 0.9, 0.006], [2.42, 0, 0], [0, 0.6, 0])
  const upper = [1.3, 1.9, 2.5, 3.1, 3.7]
  for (let i = 0; i + 1 < upper.length; i++) {
    if (i === 1) {
      box(mesh, mat.steel, [1.94, 1.5, 0.01], [2.46, 1.56, 0.36], { bevel: 0.01 })
      box(mesh, mat.paleOak, [1.9, 1.56, 0.01], [2.5, 2.3, 0.33], { grain: 1 })
    } else piece.cupboard(mesh, [upper[i], 1.5, 0.01], [upper[i + 1], 2.3, 0.35], 2, mat.paleOak, mat.brass, false)
  }
  box(mesh, mat.ledStrip, [1.35, 1.493, 0.26], [1.88, 1.499, 0.275])
  box(mesh, mat.ledStrip, [2.52, 1.493, 0.26], [3.68, 1.499, 0.275])
  // Hob, kettle, board, jars, oil.
  box(mesh, mat.blackGlass, [1.93, 0.9, 0.06], [2.47, 0.906, 0.54], { bevel: 0.002 })
  mesh.within({ at: [2.07, 0.906, 0.2] }, () => {
    lathe(
      mesh,
      mat.steel,
      [
        [0, 0],
        [0.1, 0],
        [0.105, 0.01],
        [0.105, 0.12],
        [0.1, 0.122],
        [0.02, 0.14],
        [0.02, 0.16],
        [0, 0.165],
      ],
      28,
    )
  })
  mesh.within({ at: [1.5, 0.9, 0.2] }, () => {
    lathe(
      mesh,
      mat.cream,
      [
        [0, 0],
        [0.075, 0],
        [0.08, 0.02],
        [0.06, 0.19],
        [0.045, 0.21],
        [0, 0.225],
      ],
      24,
    )
    bar(
      mesh,
      mat.blackMetal,
      [
        [0, 0.2, 0.06],
        [0, 0.19, 0.12],
        [0, 0.06, 0.1],
      ],
      0.01,
    )
  })
  mesh.within({ at: [3.42, 0.9, 0.06], pitchDegrees: -14 }, () => {
    box(mesh, mat.oak, [-0.14, 0, 0], [0.14, 0.4, 0.02], { bevel: 0.006, grain: 1 })
  })
  for (const [x, h, m] of [
    [1.72, 0.17, mat.ceramic],
    [1.82, 0.13, mat.terracotta],
    [3.24, 0.15, mat.oak],
  ] as const) {
    cylinder(mesh, m, [x, 0.9, 0.14], h, 0.045)
    cylinder(mesh, mat.oak, [x, 0.9 + h, 0.14], 0.02, 0.047)
  }
  mesh.within({ at: [3.55, 0.9, 0.28] }, () => {
    piece.bowl(mesh, mat.ceramic, 0.14)
    for (let i = 0; i < 6; i++) {
      const turn = i * 1.05
      ball(mesh, i % 2 ? mat.lemon : mat.apple, [Math.cos(turn) * 0.065, 0.075, Math.sin(turn) * 0.065], 0.036)
    }
    ball(mesh, mat.lemon, [0, 0.115, 0], 0.036)
  })
}

/** Fridge and oven column. */
function tall(mesh: Mesh): void {
  box(mesh, mat.steel, [0.02, 0.03, 0.02], [0.66, 1.98, 0.62], { bevel: 0.012 })
  box(mesh, mat.steel, [0.02, 0.05, 0.6], [0.66, 0.72, 0.66], { bevel: 0.014 })
  box(mesh, mat.steel, [0.02, 0.735, 0.6], [0.66, 1.97, 0.66], { bevel: 0.014 })
  bar(
    mesh,
    mat.graphite,
    [
      [0.6, 0.9, 0.69],
      [0.6, 1.45, 0.69],
    ],
    0.012,
  )
  bar(
    mesh,
    mat.graphite,
    [
      [0.6, 0.3, 0.69],
      [0.6, 0.66, 0.69],
    ],
    0.012,
  )
  piece.cupboard(mesh, [0.01, 2.0, 0.01], [0.67, 2.3, 0.6], 1, mat.sage, mat.brass, false)
  box(mesh, mat.sage, [0.68, 0.1, 0.01], [1.29, 2.3, 0.57])
  box(mesh, mat.graphite, [0.68, 0, 0.02], [1.29, 0.1, 0.54])
  piece.drawers(mesh, [0.68, 0.1, 0.02], [1.29, 0.6, 0.59], 2, mat.sage, mat.brass)
  box(mesh, mat.blackGlass, [0.7, 0.64, 0.55], [1.27, 1.22, 0.595], { bevel: 0.006 })
  bar(
    mesh,
    mat.steel,
    [
      [0.76, 1.1, 0.63],
      [1.21, 1.1, 0.63],
    ],
    0.01,
  )
  box(mesh, mat.blackGlass, [0.7, 1.26, 0.55], [1.27, 1.64, 0.595], { bevel: 0.006 })
  bar(
    mesh,
    mat.steel,
    [
      [0.76, 1.56, 0.625],
      [1.21, 1.56, 0.625],
    ],
    0.008,
  )
  piece.cupboard(mesh, [0.68, 1.68, 0.01], [1.29, 2.3, 0.59], 1, mat.sage, mat.brass)
}

function tap(mesh: Mesh, at: Vec3): void {
  mesh.within({ at }, () => {
    cylinder(mesh, mat.chrome, [0, 0, 0], 0.02, 0.026)
    const arch: Vec3[] = [[0, 0, 0]]
    for (let i = 0; i <= 8; i++) {
      const turn = Math.PI * (i / 8)
      arch.push([0, 0.26 + 0.085 * Math.sin(turn), 0.085 - 0.085 * Math.cos(turn)])
    }
    arch.push([0, 0.2, 0.17])
    bar(mesh, mat.chrome, arch, 0.012, 0.012, 10)
    bar(
      mesh,
      mat.chrome,
      [
        [0.02, 0.06, 0],
        [0.07, 0.09, 0],
      ],
      0.007,
    )
  })
}

function diningGroup(mesh: Mesh, lamps: Lamp[]): void {
  mesh.within({ at: [6.95, 0, 6.95] }, () => {
    piece.table(mesh, 1.7, 0.92, 0.75, mat.oak, mat.oak)
    for (const x of [-0.42, 0.42]) {
      mesh.within({ at: [x, 0, 0.62], yawDegrees: 180 + x * 12 }, () => piece.chair(mesh, mat.chairSeat))
      mesh.within({ at: [x, 0, -0.6], yawDegrees: x * 20 }, () => piece.chair(mesh, mat.chairSeat))
    }
    mesh.within({ at: [-1.08, 0, 0.05], yawDegrees: 82 }, () => piece.chair(mesh, mat.velvet))
    box(mesh, mat.sofaCushionLight, [-0.55, 0.751, -0.17], [0.55, 0.755, 0.17])
    mesh.within({ at: [0.05, 0.755, 0] }, () => {
      piece.vase(mesh, mat.porcelainBlue, 0.95)
      mesh.within({ at: [0, 0.22, 0] }, () => piece.twigs(mesh, 9, 0.5))
    })
    for (const [x, z] of [
      [-0.42, 0.3],
      [0.42, 0.3],
      [-0.42, -0.3],
      [0.42, -0.3],
    ] as const) {
      mesh.within({ at: [x, 0.751, z] }, () => {
        lathe(
          mesh,
          mat.ceramic,
          [
            [0, 0.004],
            [0.07, 0.004],
            [0.13, 0.018],
            [0.125, 0.022],
            [0.07, 0.01],
            [0, 0.01],
          ],
          28,
        )
        lathe(
          mesh,
          mat.porcelainBlue,
          [
            [0, 0.012],
            [0.035, 0.012],
            [0.06, 0.05],
            [0.056, 0.05],
            [0.03, 0.018],
            [0, 0.018],
          ],
          20,
        )
      })
    }
  })
  for (const x of [6.5, 7.4]) piece.pendant(mesh, [x, 6.95], 1.62, 2.85, mat.blackMetal, lamps)
}

/** Slim console between the door and the fridge. */
function sideTable(mesh: Mesh, lamps: Lamp[]): void {
  mesh.within({ at: [7.45, 0, 4] }, () => {
    piece.cupboard(mesh, [-0.55, 0.4, 0.02], [0.55, 0.82, 0.34], 3, mat.paleOak, mat.blackMetal, false)
    for (const x of [-0.52, 0.5])
      for (const z of [0.04, 0.3]) box(mesh, mat.blackMetal, [x, 0, z], [x + 0.02, 0.4, z + 0.02])
    mesh.within({ at: [0.32, 0.82, 0.18] }, () => piece.potPlant(mesh, mat.white, 0.28, 51))
    mesh.within({ at: [-0.1, 0.82, 0.18], yawDegrees: -12 }, () => piece.pileOfBooks(mesh, 3, 52))
    mesh.within({ at: [0, 1.62, 0] }, () => piece.picture(mesh, mat.discsCool, 0.9, 0.62, mat.blackMetal))
  })
  piece.tableLamp(mesh, [7.08, 0.82, 4.18], lamps, mat.brass, 0.08)
}
