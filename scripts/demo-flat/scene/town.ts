// What lies outside: a river with a promenade, parks, rows of houses, a tower with a golden ball and a tent-shaped hall.
import { mat } from '../materials.ts'
import type { Mesh } from '../mesh.ts'
import { Random } from '../noise.ts'
import { floorAboveStreetMetres } from '../plan.ts'
import { ball, bar, box, cylinder, lathe, panel } from '../shapes.ts'

const walls = [
  mat.houseSand,
  mat.houseWhite,
  mat.houseBrick,
  mat.houseGlass,
  mat.houseGlassGold,
  mat.houseWhite,
  mat.houseSand,
]

export function buildTown(mesh: Mesh): void {
  mesh.within({ at: [0, -floorAboveStreetMetres, 0] }, () => {
    const half = 9000
    panel(mesh, mat.ground, [-half, 0, -half], [2 * half, 0, 0], [0, 0, 2 * half])
    river(mesh)
    nearStreets(mesh)
    houses(mesh)
    landmarks(mesh)
    trees(mesh)
  })
}

/** The river runs from east to west south of the house, 130 … 300 m away. */
function river(mesh: Mesh): void {
  panel(mesh, mat.water, [-4000, 0.3, 150], [8000, 0, 0], [0, 0, 150])
  panel(mesh, mat.quay, [-4000, 0.5, 134], [8000, 0, 0], [0, 0, 16])
  panel(mesh, mat.quay, [-4000, 0.5, 300], [8000, 0, 0], [0, 0, 18])
  box(mesh, mat.quay, [-4000, 0, 149], [4000, 1.4, 150])
  // A bridge with arches on the right.
  box(mesh, mat.houseWhite, [-330, 8, 120], [-310, 9.6, 330])
  for (let z = 160; z <= 290; z += 32) box(mesh, mat.quay, [-328, 0, z - 2], [-312, 8, z + 2])
  for (let z = 150; z <= 300; z += 10) {
    const rise = 26 * Math.max(0, 1 - ((z - 225) / 75) ** 2)
    bar(
      mesh,
      mat.houseWhite,
      [
        [-320, 9 + rise, z],
        [-320, 9 + 26 * Math.max(0, 1 - ((z + 10 - 225) / 75) ** 2), z + 10],
      ],
      1.2,
    )
  }
}

function nearStreets(mesh: Mesh): void {
  panel(mesh, mat.road, [-2000, 0.1, 46], [4000, 0, 0], [0, 0, 12])
  panel(mesh, mat.road, [-2000, 0.1, 330], [4000, 0, 0], [0, 0, 14])
  panel(mesh, mat.road, [-80, 0.1, -2000], [12, 0, 0], [0, 0, 2130])
}

function house(mesh: Mesh, material: number, x: number, z: number, w: number, d: number, h: number): void {
  box(mesh, material, [x - w / 2, 0, z - d / 2], [x + w / 2, h, z + d / 2], { grain: 0 })
  box(mesh, mat.roof, [x - w * 0.3, h, z - d * 0.3], [x + w * 0.25, h + 3.5, z + d * 0.3])
}

function houses(mesh: Mesh): void {
  const random = new Random(77)
  // Across the river: three rows, taller towards the back.
  for (const [z, count, low, high] of [
    [370, 26, 18, 42],
    [520, 30, 24, 70],
    [800, 34, 30, 110],
    [1300, 40, 36, 150],
    [2200, 44, 40, 190],
  ] as const) {
    for (let i = 0; i < count; i++) {
      const x = (i / count - 0.5) * (z * 4.2 + 900) + random.between(-20, 20)
      if (Math.abs(x - 60) < 55 && z < 1000) continue
      house(
        mesh,
        random.pick(walls),
        x,
        z + random.between(-25, 60),
        random.between(22, 52),
        random.between(18, 34),
        random.between(low, high),
      )
    }
  }
  // West, behind the crossing, for the children's window; and a few on our own bank.
  for (const [x, count, low, high] of [
    [-190, 8, 12, 30],
    [-420, 14, 18, 60],
    [-900, 20, 30, 110],
    [-1700, 26, 40, 170],
  ] as const) {
    for (let i = 0; i < count; i++) {
      const z = (i / count - 0.62) * (-x * 3 + 300) + random.between(-15, 15)
      if (z > 60 && z < 345) continue
      house(
        mesh,
        random.pick(walls),
        x + random.between(-30, 20),
        z,
        random.between(18, 34),
        random.between(22, 50),
        random.between(low, high),
      )
    }
  }
}

function landmarks(mesh: Mesh): void {
  mesh.within({ at: [70, 0, 900] }, () => {
    for (let i = 0; i < 10; i++) {
      const turn = (i / 10) * 2 * Math.PI
      const [c, s] = [Math.cos(turn), Math.sin(turn)]
      bar(
        mesh,
        mat.houseWhite,
        [
          [c * 16, 0, s * 16],
          [c * 6, 40, s * 6],
          [c * 6, 80, s * 6],
          [c * 15, 118, s * 15],
        ],
        1.3,
        0.8,
        6,
      )
    }
    cylinder(mesh, mat.houseWhite, [0, 0, 0], 96, 4)
    ball(mesh, mat.goldBall, [0, 104, 0], 15, 1, 16)
  })
  mesh.within({ at: [-420, 0, 1150] }, () => {
    const profile: [number, number][] = []
    for (let i = 0; i <= 12; i++) profile.push([95 * (1 - i / 12) ** 1.35 + 2.5, 150 * (i / 12) ** 1.05])
    lathe(mesh, mat.tent, profile, 32)
    bar(
      mesh,
      mat.houseWhite,
      [
        [0, 140, 0],
        [14, 178, 0],
      ],
      2.4,
      0.8,
    )
  })
}

function trees(mesh: Mesh): void {
  const random = new Random(5)
  const tree = (x: number, z: number) => {
    const r = random.between(2.4, 4.6)
    const crown = random.next() < 0.3 ? mat.crownGold : mat.crown
    bar(
      mesh,
      mat.stem,
      [
        [x, 0, z],
        [x, r, z],
      ],
      0.25,
      0.2,
      5,
    )
    for (let i = 0; i < 6; i++) {
      const turn = i * 2.4 + x
      const out = i === 0 ? 0 : r * 0.55
      const part = r * random.between(0.5, 0.72)
      ball(
        mesh,
        crown,
        [x + out * Math.cos(turn), r * random.between(1.05, 1.75), z + out * Math.sin(turn)],
        part,
        1,
        4,
      )
    }
  }
  for (let i = 0; i < 260; i++) tree(random.between(-420, 380), random.between(62, 130))
  for (let i = 0; i < 220; i++) tree(random.between(-700, 700), random.between(320, 350))
  for (let i = 0; i < 70; i++) tree(random.between(-160, 160), random.between(20, 44))
  for (let i = 0; i < 200; i++) tree(random.between(-175, -92), random.between(-190, 130))
  for (let i = 0; i < 30; i++) tree(random.between(-70, -18), random.between(-90, 44))
}
