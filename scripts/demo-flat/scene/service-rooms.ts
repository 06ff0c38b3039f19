// Hall and bathroom.
import { mat } from '../materials.ts'
import type { Mesh, Vec3 } from '../mesh.ts'
import { ball, bar, box, cylinder, drape, lathe, panel } from '../shapes.ts'
import type { Lamp } from '../world.ts'
import * as piece from './furniture.ts'

export function furnishHall(mesh: Mesh, lamps: Lamp[]): void {
  slidingWardrobe(mesh)
  // Bench, hooks and coats west of the entrance.
  mesh.within({ at: [4.75, 0, 1.9] }, () => {
    box(mesh, mat.oak, [-0.75, 0.42, 0.02], [0.75, 0.46, 0.38], { bevel: 0.008 })
    box(mesh, mat.velvet, [-0.73, 0.46, 0.03], [0.73, 0.51, 0.37], { bevel: 0.024, steps: 3 })
    for (const x of [-0.7, 0.67]) box(mesh, mat.oak, [x, 0, 0.03], [x + 0.03, 0.42, 0.37])
    box(mesh, mat.oak, [-0.67, 0.16, 0.04], [0.67, 0.18, 0.36])
    box(mesh, mat.fluted, [-0.75, 0.52, 0.002], [0.75, 1.85, 0.022], { grain: 0 })
    for (let i = 0; i < 5; i++) {
      const x = -0.56 + i * 0.28
      bar(
        mesh,
        mat.blackMetal,
        [
          [x, 1.66, 0.02],
          [x, 1.65, 0.07],
          [x, 1.69, 0.09],
        ],
        0.007,
      )
    }
    coat(mesh, [-0.28, 1.62, 0.1], mat.coatCamel)
    coat(mesh, [0.28, 1.62, 0.1], mat.coatBlue)
    for (const [x, m] of [
      [-0.45, mat.walnut],
      [-0.15, mat.graphite],
      [0.3, mat.rose],
    ] as const)
      shoes(mesh, [x, 0.18, 0.2], m)
  })
  // Console with mirror on the south wall.
  mesh.within({ at: [7.75, 0, 3.85], yawDegrees: 180 }, () => {
    piece.drawers(mesh, [-0.5, 0.5, 0.02], [0, 0.72, 0.3], 1, mat.walnut, mat.brass)
    piece.drawers(mesh, [0, 0.5, 0.02], [0.5, 0.72, 0.3], 1, mat.walnut, mat.brass)
    box(mesh, mat.marble, [-0.52, 0.72, 0.01], [0.52, 0.745, 0.32], { bevel: 0.004 })
    for (const x of [-0.48, 0.455])
      for (const z of [0.03, 0.27]) box(mesh, mat.brass, [x, 0, z], [x + 0.022, 0.5, z + 0.022])
    mesh.within({ at: [0, 1.5, 0] }, () => piece.mirrorPane(mesh, 0.7, 1.0, mat.brass))
    mesh.within({ at: [-0.36, 0.745, 0.17] }, () => {
      piece.vase(mesh, mat.porcelainBlue, 0.9)
      mesh.within({ at: [0, 0.2, 0] }, () => piece.twigs(mesh, 23, 0.45))
    })
    mesh.within({ at: [0.05, 0.745, 0.18] }, () => piece.bowl(mesh, mat.brass, 0.09))
  })
  piece.tableLamp(mesh, [7.4, 0.745, 3.66], lamps, mat.ceramic, 0.07)
  for (const [x, image] of [
    [6.78, mat.strokesRed],
    [8.62, mat.discsWarm],
  ] as const) {
    if (x > 8)
      mesh.within({ at: [x, 1.55, 3.85], yawDegrees: 180 }, () =>
        piece.picture(mesh, image, 0.42, 0.56, mat.blackMetal),
      )
  }
  mesh.within({ at: [3.6, 1.55, 2.42], yawDegrees: 90 }, () =>
    piece.picture(mesh, mat.strokesOlive, 0.5, 0.66, mat.oak),
  )
  mesh.within({ at: [3.95, 0, 2.12] }, () => piece.plant(mesh, mat.wicker, 1.3, 18, 71, mat.leafDark))
  for (const x of [7.02, 8.48]) piece.sconce(mesh, [x, 1.72, 3.85], lamps)
  piece.rug(mesh, mat.runner, [5.6, 2.35], [7.8, 3.15])
  for (const x of [4.3, 5.6, 6.9, 8.2, 9.5]) piece.spot(mesh, [x, 2.85, 2.9], lamps, 0.26)
}

function slidingWardrobe(mesh: Mesh): void {
  mesh.within({ at: [8.15, 0, 1.9] }, () => {
    const [x0, x1, h, d] = [-1.1, 1.1, 2.6, 0.58]
    box(mesh, mat.paleOak, [x0, 0, 0.002], [x1, h, d], { grain: 1 })
    const wide = (x1 - x0) / 3
    for (let i = 0; i < 3; i++) {
      const a = x0 + i * wide
      box(mesh, mat.paleOak, [a + 0.004, 0.05, d], [a + wide - 0.004, h - 0.03, d + 0.022], { bevel: 0.003, grain: 1 })
      if (i === 1) panel(mesh, mat.mirror, [a + 0.03, 0.08, d + 0.024], [wide - 0.06, 0, 0], [0, h - 0.14, 0])
      else
        box(
          mesh,
          mat.blackMetal,
          [a + (i === 0 ? wide - 0.05 : 0.03), 0.9, d + 0.022],
          [a + (i === 0 ? wide - 0.03 : 0.05), 1.5, d + 0.03],
        )
    }
  })
}

function coat(mesh: Mesh, at: Vec3, cloth: number): void {
  mesh.within({ at }, () => {
    mesh.within({ at: [-0.165, -0.88, 0] }, () => drape(mesh, cloth, 0.33, 0.85, 0.16, 0.03))
    mesh.within({ at: [-0.165, -0.88, 0.05] }, () => drape(mesh, cloth, 0.33, 0.85, 0.19, 0.024))
    const shoulders: Vec3[] = [
      [-0.17, -0.12, 0.02],
      [-0.15, -0.055, 0.02],
      [-0.08, -0.01, 0.02],
      [0, 0.015, 0.02],
      [0.08, -0.01, 0.02],
      [0.15, -0.055, 0.02],
      [0.17, -0.12, 0.02],
    ]
    bar(mesh, cloth, shoulders, 0.048, 0.048, 12)
    for (const side of [-1, 1]) {
      const sleeve: Vec3[] = [
        [side * 0.17, -0.1, 0.03],
        [side * 0.2, -0.3, 0.04],
        [side * 0.19, -0.62, 0.05],
      ]
      bar(mesh, cloth, sleeve, 0.05, 0.042, 12)
    }
  })
}

function shoes(mesh: Mesh, [x, y, z]: Vec3, material: number): void {
  for (const s of [0, 0.1]) {
    box(mesh, material, [x + s, y, z - 0.12], [x + s + 0.085, y + 0.05, z + 0.14], { bevel: 0.024, steps: 3 })
    box(mesh, material, [x + s + 0.005, y + 0.02, z - 0.12], [x + s + 0.08, y + 0.1, z - 0.01], {
      bevel: 0.03,
      steps: 3,
    })
  }
}

export function furnishBathroom(mesh: Mesh, panes: Mesh, lamps: Lamp[]): void {
  tub(mesh, panes)
  vanity(mesh)
  mesh.within({ at: [12.6, 0, 3.18], yawDegrees: -90 }, () => toilet(mesh))
  // Heated towel rail on the west wall, north of the door.
  mesh.within({ at: [10.35, 0, 2.78], yawDegrees: 90 }, () => {
    for (const x of [-0.02, 0.3])
      bar(
        mesh,
        mat.chrome,
        [
          [x - 0.14, 0.75, 0.06],
          [x - 0.14, 1.6, 0.06],
        ],
        0.013,
      )
    for (let i = 0; i < 7; i++)
      bar(
        mesh,
        mat.chrome,
        [
          [-0.16, 0.8 + i * 0.12, 0.075],
          [0.16, 0.8 + i * 0.12, 0.075],
        ],
        0.01,
      )
    box(mesh, mat.towelTeal, [-0.13, 0.86, 0.06], [0.13, 1.4, 0.1], { bevel: 0.012 })
  })
  for (const x of [11.2, 12.24]) {
    lamps.push({ at: [x, 1.62, 3.8], radius: 0.05, clearance: 0.06, intensity: [0.06, 0.054, 0.045], downwards: false })
  }
  piece.rug(mesh, mat.bathMat, [11.25, 2.72], [12.05, 3.12])
  // Laundry basket, plant.
  mesh.within({ at: [10.62, 0, 2.15] }, () => {
    lathe(
      mesh,
      mat.wicker,
      [
        [0, 0],
        [0.17, 0],
        [0.2, 0.46],
        [0.19, 0.5],
        [0, 0.52],
      ],
      26,
    )
  })
  for (const [x, z] of [
    [10.9, 2.5],
    [11.75, 2.5],
    [11.3, 3.25],
    [12.2, 3.25],
  ] as const)
    piece.spot(mesh, [x, 2.6, z], lamps, 0.24)
}

function tub(mesh: Mesh, panes: Mesh): void {
  // Along the north wall, x 10.9 … 12.6, z 1.9 … 2.62.
  const [x0, x1, z0, z1, h] = [10.9, 12.598, 1.902, 2.62, 0.58]
  box(mesh, mat.bathAccent, [x0, 0, z1 - 0.04], [x1, h - 0.03, z1], { aligned: true, grain: 0 })
  box(mesh, mat.bathAccent, [x0, 0, z0], [x0 + 0.04, h - 0.03, z1 - 0.04], { aligned: true, grain: 2 })
  const rim = 0.07
  const slab = (a: Vec3, b: Vec3) => box(mesh, mat.ceramic, a, b, { bevel: 0.014 })
  slab([x0 - 0.01, h - 0.03, z0], [x1, h, z0 + rim])
  slab([x0 - 0.01, h - 0.03, z1 - rim], [x1, h, z1 + 0.01])
  slab([x0 - 0.01, h - 0.03, z0], [x0 + rim, h, z1])
  slab([x1 - 0.12, h - 0.03, z0], [x1, h, z1])
  const [a, b, c, d] = [x0 + rim - 0.005, x1 - 0.115, z0 + rim - 0.005, z1 - rim + 0.005]
  const low = 0.16
  const inset = 0.1
  panel(mesh, mat.ceramic, [a + 0.22, low, c + inset], [b - a - 0.32, 0, 0], [0, 0, d - c - 2 * inset])
  panel(mesh, mat.ceramic, [a, h - 0.01, c], [b - a, 0, 0], [0.0, low - h, inset])
  panel(mesh, mat.ceramic, [a, h - 0.01, d], [b - a, 0, 0], [0, low - h, -inset])
  panel(mesh, mat.ceramic, [a, h - 0.01, c], [0, 0, d - c], [0.24, low - h, 0])
  panel(mesh, mat.ceramic, [b, h - 0.01, c], [0, 0, d - c], [-0.11, low - h, 0])
  // Glass screen, tap, shower.
  panel(panes, mat.pane, [x1 - 0.85, h, z1 - 0.03], [0.85, 0, 0], [0, 1.42, 0])
  bar(
    mesh,
    mat.chrome,
    [
      [x1 - 0.85, h, z1 - 0.03],
      [x1 - 0.85, h + 1.42, z1 - 0.03],
    ],
    0.009,
  )
  bar(
    mesh,
    mat.chrome,
    [
      [x1, 0.95, 2.26],
      [x1 - 0.08, 0.95, 2.26],
    ],
    0.02,
    0.02,
    12,
  )
  bar(
    mesh,
    mat.chrome,
    [
      [x1 - 0.06, 0.95, 2.12],
      [x1 - 0.06, 0.95, 2.4],
    ],
    0.022,
    0.022,
    12,
  )
  bar(
    mesh,
    mat.chrome,
    [
      [x1 - 0.06, 0.94, 2.26],
      [x1 - 0.2, 0.9, 2.26],
    ],
    0.014,
  )
  bar(
    mesh,
    mat.chrome,
    [
      [x1 - 0.03, 1.0, 2.26],
      [x1 - 0.03, 2.1, 2.26],
      [x1 - 0.1, 2.16, 2.26],
      [x1 - 0.4, 2.16, 2.26],
    ],
    0.011,
  )
  cylinder(mesh, mat.chrome, [x1 - 0.4, 2.125, 2.26], 0.02, 0.12)
  for (const [x, m, s] of [
    [11.05, mat.terracotta, 0.1],
    [11.14, mat.white, 0.13],
  ] as const) {
    cylinder(mesh, m, [x, h, z0 + 0.035], s, 0.027)
    cylinder(mesh, mat.blackMetal, [x, h + s, z0 + 0.035], 0.03, 0.012)
  }
}

function vanity(mesh: Mesh): void {
  // On the south wall between the open door and the toilet.
  mesh.within({ at: [11.72, 0, 3.85], yawDegrees: 180 }, () => {
    piece.drawers(mesh, [-0.45, 0.38, 0.006], [0.45, 0.8, 0.44], 2, mat.oak, mat.brass)
    box(mesh, mat.marble, [-0.47, 0.8, 0.004], [0.47, 0.83, 0.46], { bevel: 0.004 })
    mesh.within({ at: [0, 0.83, 0.23] }, () => {
      lathe(
        mesh,
        mat.ceramic,
        [
          [0, 0],
          [0.13, 0],
          [0.19, 0.1],
          [0.2, 0.12],
          [0.19, 0.122],
          [0.17, 0.1],
          [0.1, 0.03],
          [0, 0.025],
        ],
        36,
      )
    })
    bar(
      mesh,
      mat.chrome,
      [
        [0, 0.83, 0.05],
        [0, 1.1, 0.05],
        [0, 1.13, 0.08],
        [0, 1.12, 0.17],
      ],
      0.013,
      0.012,
      12,
    )
    mesh.within({ at: [0, 1.62, 0.01] }, () => {
      panel(mesh, mat.mirror, [-0.45, -0.4, 0.022], [0.9, 0, 0], [0, 0.8, 0])
      box(mesh, mat.ledStrip, [-0.47, -0.42, 0.004], [0.47, 0.42, 0.014])
      box(mesh, mat.blackMetal, [-0.455, -0.405, 0.014], [0.455, 0.405, 0.0215])
    })
    cylinder(mesh, mat.ceramic, [0.34, 0.83, 0.14], 0.13, 0.033)
    cylinder(mesh, mat.brass, [0.34, 0.96, 0.14], 0.03, 0.011)
    cylinder(mesh, mat.clay, [0.36, 0.83, 0.3], 0.1, 0.035)
    mesh.within({ at: [-0.35, 0.83, 0.2] }, () => piece.potPlant(mesh, mat.terracotta, 0.2, 91, mat.leaf))
    box(mesh, mat.towel, [-0.32, 0.1, 0.08], [0.02, 0.2, 0.36], { bevel: 0.045, steps: 3 })
    box(mesh, mat.oak, [-0.45, 0.07, 0.006], [0.45, 0.095, 0.42])
    for (const x of [-0.44, 0.415]) box(mesh, mat.oak, [x, 0, 0.01], [x + 0.025, 0.38, 0.42], { grain: 1 })
    box(mesh, mat.towelTeal, [0.06, 0.1, 0.08], [0.36, 0.19, 0.36], { bevel: 0.04, steps: 3 })
  })
}

function toilet(mesh: Mesh): void {
  box(mesh, mat.marble, [-0.3, 0, 0.002], [0.3, 1.1, 0.16], { bevel: 0.003 })
  box(mesh, mat.chrome, [-0.12, 0.88, 0.16], [0.12, 1.0, 0.168], { bevel: 0.003 })
  const rings = [
    [0.1, 0.12, 0.16],
    [0.2, 0.15, 0.2],
    [0.33, 0.18, 0.245],
    [0.432, 0.187, 0.26],
  ] as const
  for (let i = 1; i < rings.length; i++) {
    const [low, high] = [rings[i - 1], rings[i]]
    oval(mesh, low[0], low[1], low[2], high[0], high[1], high[2])
  }
  mesh.within({ at: [0, 0.43, 0.42] }, () => {
    lathe(
      mesh,
      mat.ceramic,
      [
        [0, 0],
        [0.185, 0],
        [0.195, 0.012],
        [0.19, 0.028],
        [0, 0.034],
      ],
      36,
    )
  })
  box(mesh, mat.ceramic, [-0.19, 0.43, 0.16], [0.19, 0.462, 0.44], { bevel: 0.012 })
  // Paper roll and brush.
  bar(
    mesh,
    mat.paper,
    [
      [0.34, 0.72, 0.06],
      [0.45, 0.72, 0.06],
    ],
    0.05,
    0.05,
    20,
  )
  bar(
    mesh,
    mat.chrome,
    [
      [0.32, 0.72, 0.06],
      [0.47, 0.72, 0.06],
    ],
    0.008,
  )
  cylinder(mesh, mat.blackMetal, [0.4, 0, 0.14], 0.34, 0.045)
  ball(mesh, mat.blackMetal, [0.4, 0.42, 0.14], 0.014)
}

function oval(mesh: Mesh, y0: number, rx0: number, rz0: number, y1: number, rx1: number, rz1: number): void {
  const sides = 28
  const at = (i: number, y: number, rx: number, rz: number) => {
    const turn = (i / sides) * 2 * Math.PI
    return {
      p: [Math.cos(turn) * rx, y, 0.4 + Math.sin(turn) * rz] as const,
      n: [Math.cos(turn), -0.2, Math.sin(turn)] as const,
      uv: [0, 0] as const,
    }
  }
  for (let i = 0; i < sides; i++) {
    mesh.quad(mat.ceramic, at(i, y0, rx0, rz0), at(i + 1, y0, rx0, rz0), at(i + 1, y1, rx1, rz1), at(i, y1, rx1, rz1))
  }
}
