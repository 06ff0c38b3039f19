// The living room: television wall, sofa on a carpet with ornament, shelves, armchair, plants, curtains.
import { mat } from '../materials.ts'
import type { Mesh } from '../mesh.ts'
import { bar, box, cylinder, lathe } from '../shapes.ts'
import type { Lamp } from '../world.ts'
import * as piece from './furniture.ts'

export function furnishLiving(mesh: Mesh, lamps: Lamp[]): void {
  piece.rug(mesh, mat.livingRug, [0.95, 4.75], [2.95, 7.65])
  mesh.within({ at: [3.22, 0, 6.2], yawDegrees: -90 }, () => {
    piece.sofa(mesh, 2.5, mat.sofa)
    mesh.within({ at: [-0.88, 0.62, -0.06], yawDegrees: 12, pitchDegrees: 66 }, () =>
      piece.cushion(mesh, mat.sofaCushion, 0.45, 0.45, 0.13),
    )
    mesh.within({ at: [-0.55, 0.6, 0.0], yawDegrees: -8, pitchDegrees: 62 }, () =>
      piece.cushion(mesh, mat.sofaCushionLight, 0.42, 0.42, 0.12),
    )
    mesh.within({ at: [0.86, 0.62, -0.05], yawDegrees: -14, pitchDegrees: 66 }, () =>
      piece.cushion(mesh, mat.velvet, 0.45, 0.45, 0.13),
    )
    box(mesh, mat.throwBlanket, [0.3, 0.44, -0.24], [0.78, 0.476, 0.49], { bevel: 0.016 })
    box(mesh, mat.throwBlanket, [0.3, 0.2, 0.475], [0.78, 0.47, 0.5], { bevel: 0.012 })
  })
  televisionWall(mesh, lamps)
  coffeeTables(mesh)
  shelves(mesh)
  mesh.within({ at: [1.0, 0, 4.72], yawDegrees: 38 }, () => {
    piece.armchair(mesh, mat.armchair)
    mesh.within({ at: [0, 0.58, -0.12], pitchDegrees: 64 }, () =>
      piece.cushion(mesh, mat.sofaCushionLight, 0.4, 0.36, 0.12),
    )
  })
  mesh.within({ at: [0.42, 0, 7.92] }, () => piece.plant(mesh, mat.white, 1.65, 27, 3))
  mesh.within({ at: [4.85, 0, 8.02] }, () => piece.plant(mesh, mat.clay, 1.05, 18, 8, mat.leafDark))
  piece.floorLamp(mesh, [3.95, 0, 7.72], lamps)
  mesh.within({ at: [2.6, 0, 8.27] }, () => piece.curtains(mesh, mat.curtainSand, 4.5, 2.72, 0.55))
  for (const [z, image] of [
    [7.25, mat.strokesBlue],
    [7.95, mat.discsWarm],
  ] as const) {
    mesh.within({ at: [5.2, 1.55, z], yawDegrees: -90 }, () => piece.picture(mesh, image, 0.5, 0.68, mat.oak))
  }
  sideboard(mesh, lamps)
  chandelier(mesh, lamps)
}

function televisionWall(mesh: Mesh, lamps: Lamp[]): void {
  mesh.within({ at: [0, 0, 6.2], yawDegrees: 90 }, () => {
    box(mesh, mat.fluted, [-1.5, 0.5, 0.001], [1.5, 2.35, 0.03], { grain: 0 })
    piece.cupboard(mesh, [-1.3, 0.18, 0.02], [1.3, 0.5, 0.42], 4, mat.walnut, mat.brass, false)
    box(mesh, mat.graphite, [-1.2, 0, 0.06], [1.2, 0.18, 0.34])
    box(mesh, mat.blackMetal, [-0.73, 0.86, 0.05], [0.73, 1.7, 0.085], { bevel: 0.008 })
    box(mesh, mat.screen, [-0.72, 0.87, 0.08], [0.72, 1.69, 0.087])
    box(mesh, mat.graphite, [-0.5, 0.5, 0.14], [0.5, 0.565, 0.23], { bevel: 0.02 })
    mesh.within({ at: [-1.02, 0.5, 0.22] }, () => piece.potPlant(mesh, mat.ceramic, 0.26, 5))
    mesh.within({ at: [0.92, 0.5, 0.2], yawDegrees: 10 }, () => piece.pileOfBooks(mesh, 3, 4))
    mesh.within({ at: [1.14, 0.5, 0.22] }, () => piece.vase(mesh, mat.terracotta, 0.8))
    box(mesh, mat.ledStrip, [-1.5, 2.352, 0.004], [1.5, 2.358, 0.02])
  })
  for (const z of [5.0, 6.2, 7.4]) {
    lamps.push({
      at: [0.03, 2.38, z],
      radius: 0.03,
      clearance: 0.05,
      intensity: [0.03, 0.024, 0.016],
      downwards: false,
    })
  }
}

function coffeeTables(mesh: Mesh): void {
  const top = (x: number, z: number, radius: number, height: number, material: number) => {
    mesh.within({ at: [x, 0.012, z] }, () => {
      lathe(
        mesh,
        material,
        [
          [0, height - 0.025],
          [radius - 0.008, height - 0.025],
          [radius, height - 0.017],
          [radius, height - 0.008],
          [radius - 0.008, height],
          [0, height],
        ],
        40,
      )
      for (let i = 0; i < 3; i++) {
        const turn = (i * 2 * Math.PI) / 3 + 0.4
        const [c, s] = [Math.cos(turn), Math.sin(turn)]
        bar(
          mesh,
          mat.blackMetal,
          [
            [c * radius * 0.4, height - 0.02, s * radius * 0.4],
            [c * radius * 0.82, 0, s * radius * 0.82],
          ],
          0.013,
          0.009,
        )
      }
    })
  }
  top(1.85, 5.95, 0.4, 0.42, mat.marble)
  top(1.55, 6.55, 0.28, 0.35, mat.oak)
  mesh.within({ at: [1.95, 0.432, 5.9], yawDegrees: 20 }, () => piece.pileOfBooks(mesh, 2, 9))
  mesh.within({ at: [1.72, 0.432, 5.82] }, () => {
    piece.vase(mesh, mat.ceramic, 0.75)
    mesh.within({ at: [0, 0.18, 0] }, () => piece.twigs(mesh, 4, 0.42))
  })
  mesh.within({ at: [1.55, 0.362, 6.55] }, () => piece.bowl(mesh, mat.porcelainBlue, 0.12))
}

/** Open shelves along the north wall. */
function shelves(mesh: Mesh): void {
  mesh.within({ at: [2.55, 0, 4.0] }, () => {
    const [w, h, d] = [1.7, 2.1, 0.3]
    const board = { grain: 0 as const, bevel: 0.003 }
    for (const x of [-w / 2, -0.015, w / 2 - 0.03])
      box(mesh, mat.oak, [x, 0, 0.001], [x + 0.03, h, d], { bevel: 0.003 })
    const levels = [0.06, 0.48, 0.9, 1.28, 1.66, h - 0.03]
    for (const y of levels) box(mesh, mat.oak, [-w / 2 + 0.03, y, 0.001], [w / 2 - 0.03, y + 0.025, d], board)
    box(mesh, mat.paleOak, [-w / 2 + 0.03, 0.06, 0.002], [w / 2 - 0.03, h - 0.03, 0.012], { grain: 1 })
    piece.cupboard(mesh, [-w / 2 + 0.03, 0.085, 0.03], [-0.015, 0.48, d], 2, mat.sage, mat.brass)
    piece.cupboard(mesh, [0.015, 0.085, 0.03], [w / 2 - 0.03, 0.48, d], 2, mat.sage, mat.brass)
    piece.books(mesh, -0.8, -0.1, 0.505, 0.05, 11)
    piece.books(mesh, 0.03, 0.5, 0.505, 0.05, 12)
    piece.books(mesh, -0.8, -0.42, 0.925, 0.05, 13)
    piece.books(mesh, 0.3, 0.8, 0.925, 0.05, 14)
    piece.books(mesh, -0.8, -0.2, 1.305, 0.05, 15)
    piece.books(mesh, 0.03, 0.36, 1.685, 0.05, 16)
    mesh.within({ at: [0.66, 0.505, 0.15] }, () => piece.vase(mesh, mat.clay, 0.9))
    mesh.within({ at: [-0.22, 0.925, 0.16] }, () => piece.potPlant(mesh, mat.white, 0.2, 21))
    mesh.within({ at: [0.15, 0.925, 0.15] }, () => piece.bowl(mesh, mat.brass, 0.1))
    mesh.within({ at: [0.3, 1.305, 0.15] }, () => piece.vase(mesh, mat.porcelainBlue, 0.95))
    mesh.within({ at: [0.62, 1.305, 0.12], yawDegrees: 8 }, () => piece.pileOfBooks(mesh, 4, 22))
    mesh.within({ at: [-0.5, 1.88, 0.1], pitchDegrees: -8 }, () =>
      piece.picture(mesh, mat.discsCool, 0.24, 0.3, mat.blackMetal),
    )
    mesh.within({ at: [0.62, 1.685, 0.15] }, () => piece.potPlant(mesh, mat.terracotta, 0.22, 25, mat.leaf))
    mesh.within({ at: [-0.4, h, 0.16] }, () => piece.vase(mesh, mat.wicker, 1.1))
  })
}

/** Low chest under the pictures on the east wall. */
function sideboard(mesh: Mesh, lamps: Lamp[]): void {
  mesh.within({ at: [5.2, 0, 7.6], yawDegrees: -90 }, () => {
    piece.cupboard(mesh, [-0.7, 0.16, 0.02], [0.5, 0.78, 0.4], 3, mat.oak, mat.blackMetal)
    for (const x of [-0.62, 0.42]) {
      for (const z of [0.08, 0.34]) cylinder(mesh, mat.blackMetal, [x, 0, z], 0.16, 0.012, 0.018)
    }
    mesh.within({ at: [-0.42, 0.78, 0.2] }, () => piece.bowl(mesh, mat.ceramic, 0.15))
    mesh.within({ at: [0.02, 0.78, 0.2], yawDegrees: 15 }, () => piece.pileOfBooks(mesh, 2, 31))
  })
  piece.tableLamp(mesh, [5.0, 0.78, 7.32], lamps, mat.ceramic)
}

/** Ceiling lamp: a ring of glass balls. */
function chandelier(mesh: Mesh, lamps: Lamp[]): void {
  const [x, y, z] = [2.3, 2.3, 6.15]
  mesh.within({ at: [x, y, z] }, () => {
    bar(
      mesh,
      mat.brass,
      [
        [0, 0, 0],
        [0, 0.55, 0],
      ],
      0.008,
    )
    cylinder(mesh, mat.brass, [0, 0.52, 0], 0.03, 0.06)
    for (let i = 0; i < 6; i++) {
      const turn = (i * Math.PI) / 3
      const end = [Math.cos(turn) * 0.42, 0.06, Math.sin(turn) * 0.42] as const
      bar(mesh, mat.brass, [[0, 0.02, 0], [end[0] * 0.6, 0, end[2] * 0.6], end], 0.007)
      glassBall(mesh, end)
    }
  })
  lamps.push({ at: [x, y, z], radius: 0.3, clearance: 0.5, intensity: [0.1, 0.084, 0.06], downwards: false })
}

function glassBall(mesh: Mesh, at: readonly [number, number, number]): void {
  mesh.within({ at }, () => {
    const profile: [number, number][] = []
    for (let i = 0; i <= 10; i++)
      profile.push([0.065 * Math.sin((i / 10) * Math.PI), 0.05 - 0.065 * Math.cos((i / 10) * Math.PI)])
    lathe(mesh, mat.shade, profile, 18)
  })
}
