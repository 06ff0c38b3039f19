// Bedroom and children's room.
import { mat } from '../materials.ts'
import type { Mesh } from '../mesh.ts'
import { ball, bar, box, cylinder, lathe, panel } from '../shapes.ts'
import type { Lamp } from '../world.ts'
import * as piece from './furniture.ts'

export function furnishBedroom(mesh: Mesh, lamps: Lamp[]): void {
  piece.rug(mesh, mat.furRug, [9.95, 5.3], [11.9, 7.5])
  mesh.within({ at: [12.6, 0, 6.35], yawDegrees: -90 }, () => bed(mesh))
  for (const z of [5.12, 7.58]) {
    mesh.within({ at: [12.6, 0, z], yawDegrees: -90 }, () => {
      piece.drawers(mesh, [-0.25, 0.14, 0.02], [0.25, 0.48, 0.4], 2, mat.walnut, mat.brass)
      box(mesh, mat.walnut, [-0.26, 0.48, 0.01], [0.26, 0.505, 0.42], { bevel: 0.006 })
      for (const x of [-0.2, 0.2])
        for (const zz of [0.08, 0.34]) cylinder(mesh, mat.brass, [x, 0, zz], 0.14, 0.01, 0.014)
    })
    piece.tableLamp(mesh, [12.38, 0.505, z + (z < 6 ? -0.06 : 0.06)], lamps, mat.ceramic, 0.09)
  }
  mesh.within({ at: [12.3, 0.505, 5.27], yawDegrees: 60 }, () => piece.pileOfBooks(mesh, 2, 61))
  mesh.within({ at: [12.6, 1.75, 6.35], yawDegrees: -90 }, () => piece.picture(mesh, mat.steppe, 1.35, 0.72, mat.oak))
  wardrobe(mesh)
  mesh.within({ at: [11.55, 0, 4] }, () => {
    piece.drawers(mesh, [-0.6, 0.12, 0.02], [0, 0.82, 0.44], 3, mat.walnut, mat.brass)
    piece.drawers(mesh, [0, 0.12, 0.02], [0.6, 0.82, 0.44], 3, mat.walnut, mat.brass)
    for (const x of [-0.54, 0.54]) for (const z of [0.08, 0.38]) cylinder(mesh, mat.brass, [x, 0, z], 0.12, 0.012)
    box(mesh, mat.walnut, [-0.61, 0.82, 0.01], [0.61, 0.845, 0.45], { bevel: 0.006 })
    mesh.within({ at: [0, 1.42, 0.0] }, () => roundMirror(mesh, 0.36))
    mesh.within({ at: [-0.42, 0.845, 0.24] }, () => {
      piece.vase(mesh, mat.clay, 0.95)
      mesh.within({ at: [0, 0.22, 0] }, () => piece.twigs(mesh, 15, 0.45))
    })
    mesh.within({ at: [0.4, 0.845, 0.24] }, () => piece.potPlant(mesh, mat.ceramic, 0.2, 62, mat.leaf))
    mesh.within({ at: [0.12, 0.845, 0.26] }, () => piece.bowl(mesh, mat.brass, 0.08))
  })
  mesh.within({ at: [11, 0, 8.29] }, () => piece.curtains(mesh, mat.curtainOlive, 2.6, 2.7, 0.48))
  mesh.within({ at: [11, 0, 8.4], yawDegrees: 180 }, () => piece.radiator(mesh, 1.4))
  mesh.within({ at: [9.6, 0, 7.95] }, () => piece.plant(mesh, mat.white, 1.25, 21, 33))
  mesh.within({ at: [10.75, 0.756, 8.42] }, () => piece.potPlant(mesh, mat.terracotta, 0.18, 63))
  ceilingDisc(mesh, [10.9, 6.1], 2.85, lamps)
}

function bed(mesh: Mesh): void {
  const w = 0.9
  box(mesh, mat.headboard, [-w - 0.05, 0.1, 0.01], [w + 0.05, 1.12, 0.1], { bevel: 0.035, steps: 3 })
  for (let i = -2; i <= 2; i++) {
    box(mesh, mat.headboard, [i * 0.378 - 0.18, 0.42, 0.07], [i * 0.378 + 0.18, 1.08, 0.125], { bevel: 0.03, steps: 3 })
  }
  box(mesh, mat.headboard, [-w, 0.09, 0.1], [w, 0.3, 2.1], { bevel: 0.02 })
  for (const x of [-0.8, 0.8]) for (const z of [0.3, 1.98]) cylinder(mesh, mat.walnut, [x, 0, z], 0.1, 0.025)
  box(mesh, mat.sheet, [-w + 0.02, 0.3, 0.11], [w - 0.02, 0.5, 2.07], { bevel: 0.06, steps: 3 })
  box(mesh, mat.duvet, [-w - 0.03, 0.3, 0.78], [w + 0.03, 0.57, 2.12], { bevel: 0.075, steps: 4, puff: 0.012 })
  box(mesh, mat.sheet, [-w - 0.035, 0.42, 0.72], [w + 0.035, 0.585, 1.0], { bevel: 0.05, steps: 3 })
  box(mesh, mat.throwBlanket, [-w - 0.042, 0.26, 1.5], [w + 0.042, 0.592, 1.98], { bevel: 0.07, steps: 3 })
  for (const x of [-0.44, 0.44]) {
    mesh.within({ at: [x, 0.66, 0.3], pitchDegrees: 52 }, () => piece.cushion(mesh, mat.sheet, 0.68, 0.5, 0.17))
    mesh.within({ at: [x * 0.95, 0.64, 0.48], pitchDegrees: 46 }, () =>
      piece.cushion(mesh, mat.duvet, 0.62, 0.44, 0.15),
    )
  }
  mesh.within({ at: [0, 0.64, 0.64], pitchDegrees: 50 }, () => piece.cushion(mesh, mat.velvet, 0.5, 0.32, 0.13))
}

function wardrobe(mesh: Mesh): void {
  mesh.within({ at: [9.15, 0, 6.5], yawDegrees: 90 }, () => {
    const [x0, x1, h, d] = [-1.0, 1.15, 2.5, 0.58]
    box(mesh, mat.paleOak, [x0, 0, 0.005], [x1, h, d], { grain: 1 })
    const wide = (x1 - x0) / 3
    for (let i = 0; i < 3; i++) {
      const a = x0 + i * wide
      const front = i === 1 ? mat.mirror : mat.cream
      box(mesh, mat.cream, [a + 0.002, 0.07, d], [a + wide - 0.002, h - 0.01, d + 0.02], { bevel: 0.003 })
      if (i === 1) panel(mesh, front, [a + 0.04, 0.11, d + 0.0215], [wide - 0.08, 0, 0], [0, h - 0.17, 0])
      bar(
        mesh,
        mat.brass,
        [
          [a + wide - 0.035, 0.95, d + 0.045],
          [a + wide - 0.035, 1.35, d + 0.045],
        ],
        0.007,
      )
    }
  })
}

export function roundMirror(mesh: Mesh, radius: number): void {
  mesh.within({ pitchDegrees: 90 }, () => {
    lathe(
      mesh,
      mat.mirror,
      [
        [0, 0.012],
        [radius, 0.012],
      ],
      48,
    )
    lathe(
      mesh,
      mat.brass,
      [
        [radius, 0],
        [radius + 0.018, 0],
        [radius + 0.018, 0.022],
        [radius, 0.022],
        [radius, 0],
      ],
      48,
    )
  })
}

function ceilingDisc(mesh: Mesh, [x, z]: readonly [number, number], ceiling: number, lamps: Lamp[]): void {
  mesh.within({ at: [x, ceiling - 0.1, z] }, () => {
    lathe(
      mesh,
      mat.shade,
      [
        [0, 0],
        [0.24, 0.005],
        [0.26, 0.03],
        [0.26, 0.1],
      ],
      36,
    )
    lathe(
      mesh,
      mat.brass,
      [
        [0.26, 0.015],
        [0.272, 0.015],
        [0.272, 0.1],
        [0.26, 0.1],
      ],
      36,
    )
  })
  lamps.push({
    at: [x, ceiling - 0.14, z],
    radius: 0.18,
    clearance: 0.05,
    intensity: [0.11, 0.09, 0.062],
    downwards: true,
  })
}

export function furnishStudy(mesh: Mesh, lamps: Lamp[]): void {
  mesh.within({ at: [1.95, 0.001, 1.95] }, () => {
    lathe(
      mesh,
      mat.kidBlue,
      [
        [0, 0],
        [0.8, 0],
        [0.8, 0.01],
        [0, 0.01],
      ],
      56,
    )
    const sides = 56
    for (let i = 0; i < sides; i++) {
      const at = (k: number) =>
        [0.798 * Math.cos((k / sides) * 2 * Math.PI), 0.798 * Math.sin((k / sides) * 2 * Math.PI)] as const
      const [a, b] = [at(i), at(i + 1)]
      const n = [0, 1, 0] as const
      mesh.triangle(
        mat.kidRug,
        { p: [0, 0.0115, 0], n, uv: [0, 0] },
        { p: [a[0], 0.0115, a[1]], n, uv: a },
        { p: [b[0], 0.0115, b[1]], n, uv: b },
      )
    }
  })
  mesh.within({ at: [3.45, 0, 1.05], yawDegrees: -90 }, () => childBed(mesh))
  desk(mesh, lamps)
  mesh.within({ at: [1.25, 0, 3.85], yawDegrees: 180 }, () => toyShelves(mesh))
  mesh.within({ at: [1.55, 1.65, 0] }, () => piece.picture(mesh, mat.starChart, 1.15, 0.8, mat.paleOak))
  mesh.within({ at: [3.45, 1.5, 0.75], yawDegrees: -90 }, () =>
    piece.picture(mesh, mat.discsWarm, 0.4, 0.52, mat.white),
  )
  mesh.within({ at: [3.45, 1.62, 1.3], yawDegrees: -90 }, () =>
    piece.picture(mesh, mat.strokesRed, 0.4, 0.52, mat.white),
  )
  mesh.within({ at: [0.11, 0, 1.75], yawDegrees: 90 }, () => piece.curtains(mesh, mat.curtainBlue, 2.15, 2.66, 0.36))
  pouf(mesh)
  teddy(mesh)
  ceilingDisc(mesh, [1.75, 1.9], 2.85, lamps)
}

function childBed(mesh: Mesh): void {
  const w = 0.95
  box(mesh, mat.paleOak, [-w, 0.12, 0.02], [w, 0.34, 0.98], { bevel: 0.012, grain: 0 })
  for (const x of [-w, w - 0.035])
    box(mesh, mat.paleOak, [x, 0, 0.02], [x + 0.035, 0.72, 0.98], { bevel: 0.012, grain: 2 })
  box(mesh, mat.sheet, [-w + 0.045, 0.3, 0.04], [w - 0.045, 0.47, 0.96], { bevel: 0.05, steps: 3 })
  box(mesh, mat.kidDuvet, [-w + 0.5, 0.31, 0.02], [w - 0.04, 0.54, 1.0], { bevel: 0.075, steps: 4, puff: 0.015 })
  mesh.within({ at: [-w + 0.27, 0.55, 0.48], yawDegrees: 90, pitchDegrees: 22 }, () =>
    piece.cushion(mesh, mat.sheet, 0.6, 0.4, 0.16),
  )
  mesh.within({ at: [-w + 0.5, 0.6, 0.3], yawDegrees: 70, pitchDegrees: 48 }, () =>
    piece.cushion(mesh, mat.kidYellow, 0.34, 0.34, 0.12),
  )
  mesh.within({ at: [0.3, 0.68, 0.15], yawDegrees: 8, pitchDegrees: 68 }, () =>
    piece.cushion(mesh, mat.kidBlue, 0.42, 0.38, 0.14),
  )
}

/** A desk below the west window with lamp, screen-free: books, pencils, a globe. */
function desk(mesh: Mesh, lamps: Lamp[]): void {
  mesh.within({ at: [0.33, 0, 1.75], yawDegrees: 90 }, () => {
    box(mesh, mat.paleOak, [-0.75, 0.71, -0.3], [0.75, 0.74, 0.3], { bevel: 0.006 })
    piece.drawers(mesh, [-0.72, 0.12, -0.26], [-0.34, 0.71, 0.26], 3, mat.white, mat.oak)
    for (const z of [-0.24, 0.24])
      bar(
        mesh,
        mat.oak,
        [
          [0.66, 0.71, z],
          [0.7, 0, z * 1.08],
        ],
        0.022,
        0.015,
      )
    mesh.within({ at: [-0.5, 0.74, -0.08], yawDegrees: 6 }, () => piece.pileOfBooks(mesh, 4, 71))
    panel(mesh, mat.paper, [-0.08, 0.7415, -0.05], [0.3, 0, 0.02], [-0.014, 0, 0.21])
    cylinder(mesh, mat.kidYellow, [0.36, 0.74, -0.12], 0.1, 0.038)
    for (let i = 0; i < 5; i++) {
      bar(
        mesh,
        [mat.terracotta, mat.teal, mat.mustard, mat.ink, mat.sage][i],
        [
          [0.36, 0.75, -0.12],
          [0.36 + 0.03 * Math.cos(i * 1.3), 0.91, -0.12 + 0.03 * Math.sin(i * 1.3)],
        ],
        0.004,
      )
    }
    mesh.within({ at: [0.58, 0.74, -0.1] }, () => {
      cylinder(mesh, mat.walnut, [0, 0, 0], 0.02, 0.075)
      bar(
        mesh,
        mat.brass,
        [
          [0, 0.02, 0],
          [0, 0.06, 0],
        ],
        0.008,
      )
      ball(mesh, mat.kidBlue, [0, 0.17, 0], 0.11)
    })
    mesh.within({ at: [0.05, 0, 0.42], yawDegrees: 165 }, () => piece.chair(mesh, mat.kidBlue))
  })
  piece.tableLamp(mesh, [0.28, 0.74, 2.22], lamps, mat.mustard, 0.06)
}

function toyShelves(mesh: Mesh): void {
  const [w, h, d] = [1.9, 1.25, 0.34]
  for (let i = 0; i <= 4; i++) {
    const x = -w / 2 + (i * (w - 0.025)) / 4
    box(mesh, mat.white, [x, 0, 0.001], [x + 0.025, h, d], { bevel: 0.003 })
  }
  for (const y of [0, 0.41, 0.82, h - 0.025])
    box(mesh, mat.white, [-w / 2, y, 0.001], [w / 2, y + 0.025, d - 0.003], { bevel: 0.003 })
  panel(mesh, mat.white, [-w / 2, 0, 0.004], [w, 0, 0], [0, h, 0])
  const cell = (i: number) => -w / 2 + 0.035 + (i * (w - 0.025)) / 4
  const wide = (w - 0.025) / 4 - 0.035
  const crates = [mat.kidYellow, mat.kidBlue, mat.terracotta, mat.sage]
  for (let i = 0; i < 4; i++) {
    box(mesh, crates[i], [cell(i) + 0.015, 0.03, 0.03], [cell(i) + wide - 0.015, 0.3, d - 0.01], {
      bevel: 0.02,
      steps: 3,
    })
  }
  piece.books(mesh, cell(0), cell(0) + wide, 0.435, 0.1, 81, 0.3)
  piece.books(mesh, cell(2), cell(2) + wide, 0.435, 0.1, 82, 0.3)
  piece.books(mesh, cell(1), cell(1) + wide * 0.7, 0.845, 0.1, 83, 0.3)
  // A tower of blocks, a ball, a wooden train.
  const block = (x: number, y: number, m: number) =>
    box(mesh, m, [x, y, 0.16], [x + 0.08, y + 0.08, 0.24], { bevel: 0.006 })
  block(cell(1) + 0.05, 0.435, mat.mustard)
  block(cell(1) + 0.15, 0.435, mat.teal)
  block(cell(1) + 0.1, 0.515, mat.terracotta)
  block(cell(1) + 0.27, 0.435, mat.rose)
  ball(mesh, mat.terracotta, [cell(3) + 0.2, 0.435 + 0.12, 0.18], 0.12)
  for (let i = 0; i < 3; i++) {
    box(
      mesh,
      [mat.teal, mat.mustard, mat.rose][i],
      [cell(2) + 0.02 + i * 0.13, 0.87, 0.14],
      [cell(2) + 0.13 + i * 0.13, 0.95, 0.22],
      { bevel: 0.01 },
    )
    for (const s of [0.03, 0.09]) ball(mesh, mat.walnut, [cell(2) + s + i * 0.13, 0.87, 0.22], 0.024)
  }
  mesh.within({ at: [cell(0) + 0.2, 0.845, 0.18] }, () => piece.potPlant(mesh, mat.kidYellow, 0.2, 84))
  mesh.within({ at: [cell(3) + 0.18, 0.845, 0.18], yawDegrees: 10 }, () => piece.pileOfBooks(mesh, 5, 85))
  mesh.within({ at: [0.55, h, 0.16] }, () => piece.potPlant(mesh, mat.white, 0.3, 86, mat.leaf))
  mesh.within({ at: [-0.5, h + 0.21, 0.08], pitchDegrees: -7 }, () =>
    piece.picture(mesh, mat.strokesBlue, 0.3, 0.38, mat.oak),
  )
}

function pouf(mesh: Mesh): void {
  mesh.within({ at: [2.75, 0, 2.45] }, () => {
    lathe(
      mesh,
      mat.kidYellow,
      [
        [0, 0],
        [0.2, 0],
        [0.27, 0.06],
        [0.29, 0.16],
        [0.26, 0.27],
        [0.18, 0.32],
        [0, 0.33],
      ],
      32,
    )
  })
}

function teddy(mesh: Mesh): void {
  mesh.within({ at: [3.2, 0.52, 0.55], yawDegrees: -70 }, () => {
    const fur = mat.wicker
    ball(mesh, fur, [0, 0.12, 0], 0.11, 1.15)
    ball(mesh, fur, [0, 0.3, 0.01], 0.085)
    for (const s of [-1, 1]) {
      ball(mesh, fur, [s * 0.065, 0.37, 0], 0.032)
      ball(mesh, fur, [s * 0.075, 0.04, 0.11], 0.05)
      ball(mesh, fur, [s * 0.12, 0.17, 0.04], 0.042)
      ball(mesh, mat.blackMetal, [s * 0.03, 0.315, 0.083], 0.009)
    }
    ball(mesh, mat.cream, [0, 0.28, 0.075], 0.035)
    ball(mesh, mat.blackMetal, [0, 0.29, 0.108], 0.011)
  })
}
