// Pieces that stand in more than one room. Each stands on the floor at the origin, its front towards +z.
import { mat } from '../materials.ts'
import type { Mesh, Vec3 } from '../mesh.ts'
import { Random } from '../noise.ts'
import { ball, bar, box, cylinder, drape, lathe, leaf, panel } from '../shapes.ts'
import type { Lamp } from '../world.ts'

const warm = (power: number) => [power, power * 0.8, power * 0.52] as const

/** A cushion lying on its back face, leaning by the given placement. */
export function cushion(mesh: Mesh, material: number, width: number, depth: number, thick = 0.11): void {
  box(mesh, material, [-width / 2, -thick / 2, -depth / 2], [width / 2, thick / 2, depth / 2], {
    bevel: thick * 0.48,
    steps: 4,
    puff: thick * 0.42,
  })
}

export function sofa(mesh: Mesh, width: number, fabric: number): void {
  const depth = 0.95
  const arm = 0.2
  const soft = { bevel: 0.05, steps: 3 }
  box(mesh, fabric, [-width / 2, 0.1, -depth / 2], [width / 2, 0.3, depth / 2], { bevel: 0.03 })
  for (const side of [-1, 1]) {
    box(mesh, fabric, [side * (width / 2 - arm), 0.1, -depth / 2], [(side * width) / 2, 0.6, depth / 2], soft)
    for (const z of [-0.38, 0.38]) cylinder(mesh, mat.walnut, [side * (width / 2 - 0.1), 0, z], 0.1, 0.018, 0.026)
  }
  box(mesh, fabric, [-width / 2 + arm, 0.28, -depth / 2], [width / 2 - arm, 0.74, -depth / 2 + 0.2], soft)
  const seats = 3
  const seat = (width - 2 * arm) / seats
  for (let i = 0; i < seats; i++) {
    const x = -width / 2 + arm + (i + 0.5) * seat
    box(mesh, fabric, [x - seat / 2 + 0.004, 0.29, -depth / 2 + 0.18], [x + seat / 2 - 0.004, 0.45, depth / 2 + 0.01], {
      bevel: 0.055,
      steps: 4,
      puff: 0.018,
    })
    mesh.within({ at: [x, 0.63, -depth / 2 + 0.27], pitchDegrees: 78 }, () =>
      cushion(mesh, fabric, seat - 0.03, 0.44, 0.17),
    )
  }
}

export function armchair(mesh: Mesh, fabric: number): void {
  box(mesh, fabric, [-0.36, 0.24, -0.3], [0.36, 0.42, 0.36], { bevel: 0.07, steps: 4, puff: 0.02 })
  mesh.within({ at: [0, 0.66, -0.33], pitchDegrees: 76 }, () => {
    box(mesh, fabric, [-0.37, -0.08, -0.36], [0.37, 0.08, 0.36], { bevel: 0.075, steps: 4, puff: 0.02 })
  })
  for (const side of [-1, 1]) {
    box(mesh, fabric, [side * 0.33, 0.26, -0.34], [side * 0.43, 0.62, 0.32], { bevel: 0.045, steps: 4 })
    for (const z of [-0.26, 0.28]) {
      bar(
        mesh,
        mat.oak,
        [
          [side * 0.28, 0.26, z],
          [side * 0.34, 0, z * 1.2],
        ],
        0.022,
        0.014,
        10,
      )
    }
  }
}

export function chair(mesh: Mesh, seat: number): void {
  box(mesh, seat, [-0.22, 0.43, -0.21], [0.22, 0.49, 0.23], { bevel: 0.028, steps: 3, puff: 0.008 })
  for (const side of [-1, 1]) {
    bar(
      mesh,
      mat.oak,
      [
        [side * 0.18, 0.44, 0.19],
        [side * 0.21, 0, 0.23],
      ],
      0.018,
      0.012,
    )
    bar(
      mesh,
      mat.oak,
      [
        [side * 0.18, 0.44, -0.17],
        [side * 0.21, 0, -0.25],
      ],
      0.018,
      0.012,
    )
    bar(
      mesh,
      mat.oak,
      [
        [side * 0.19, 0.44, -0.19],
        [side * 0.19, 0.86, -0.27],
      ],
      0.014,
      0.013,
    )
  }
  for (let i = 0; i < 4; i++) {
    const t0 = -1 + i * 0.5
    const curve = (t: number): Vec3 => [t * 0.21, 0, -0.27 - 0.035 * (1 - t * t)]
    const [a, b] = [curve(t0), curve(t0 + 0.5)]
    const slab = (low: number, high: number) => {
      panel(mesh, seat, [a[0], low, a[2] + 0.016], [b[0] - a[0], 0, b[2] - a[2]], [0, high - low, 0])
      panel(mesh, seat, [a[0], low, a[2] - 0.016], [b[0] - a[0], 0, b[2] - a[2]], [0, high - low, 0])
      panel(mesh, seat, [a[0], high, a[2] - 0.016], [b[0] - a[0], 0, b[2] - a[2]], [0, 0, 0.032])
      panel(mesh, seat, [a[0], low, a[2] - 0.016], [b[0] - a[0], 0, b[2] - a[2]], [0, 0, 0.032])
    }
    slab(0.66, 0.86)
  }
}

export function table(mesh: Mesh, width: number, depth: number, height: number, top: number, legs: number): void {
  box(mesh, top, [-width / 2, height - 0.035, -depth / 2], [width / 2, height, depth / 2], { bevel: 0.012, grain: 0 })
  const [x, z] = [width / 2 - 0.1, depth / 2 - 0.1]
  box(mesh, legs, [-x, height - 0.1, -z], [x, height - 0.035, -z + 0.025])
  box(mesh, legs, [-x, height - 0.1, z - 0.025], [x, height - 0.035, z])
  for (const sx of [-1, 1]) {
    for (const sz of [-1, 1]) {
      bar(
        mesh,
        legs,
        [
          [sx * x, height - 0.04, sz * z],
          [sx * (x + 0.05), 0, sz * (z + 0.05)],
        ],
        0.032,
        0.018,
        12,
      )
    }
  }
}

export function rug(
  mesh: Mesh,
  material: number,
  [x0, z0]: readonly [number, number],
  [x1, z1]: readonly [number, number],
): void {
  const high = 0.012
  box(mesh, material, [x0, 0, z0], [x1, high - 0.001, z1], { bevel: 0.005 })
  const long = z1 - z0 > x1 - x0
  const a: Vec3 = long ? [0, 0, z1 - z0] : [x1 - x0, 0, 0]
  const b: Vec3 = long ? [x1 - x0, 0, 0] : [0, 0, z1 - z0]
  panel(mesh, material, [x0, high, z0], a, b)
}

/** A picture on a wall, its lower left corner region centred at the origin, facing +z. */
export function picture(mesh: Mesh, image: number, width: number, height: number, frame: number = mat.oak): void {
  const rim = 0.022
  panel(mesh, image, [-width / 2, -height / 2, 0.014], [width, 0, 0], [0, height, 0], true)
  box(mesh, frame, [-width / 2 - rim, height / 2, 0], [width / 2 + rim, height / 2 + rim, 0.028], { bevel: 0.003 })
  box(mesh, frame, [-width / 2 - rim, -height / 2 - rim, 0], [width / 2 + rim, -height / 2, 0.028], { bevel: 0.003 })
  for (const side of [-1, 1]) {
    box(mesh, frame, [(side * width) / 2, -height / 2, 0], [side * (width / 2 + rim), height / 2, 0.028], {
      bevel: 0.003,
    })
  }
}

export function mirrorPane(mesh: Mesh, width: number, height: number, frame: number = mat.blackMetal): void {
  picture(mesh, mat.mirror, width, height, frame)
}

/** A pair of curtains on a rail, hanging in front of a window of the given width; the rail at `height`. */
export function curtains(mesh: Mesh, fabric: number, width: number, height: number, each: number): void {
  bar(
    mesh,
    mat.brass,
    [
      [-width / 2 - 0.1, height, 0],
      [width / 2 + 0.1, height, 0],
    ],
    0.014,
    0.014,
    10,
  )
  for (const side of [-1, 1]) {
    ball(mesh, mat.brass, [side * (width / 2 + 0.1), height, 0], 0.028)
    mesh.within({ at: [side > 0 ? width / 2 - each + 0.05 : -width / 2 - 0.05, 0.02, 0] }, () => {
      drape(mesh, fabric, each, height - 0.03)
    })
  }
}

export function radiator(mesh: Mesh, width: number): void {
  box(mesh, mat.radiator, [-width / 2, 0.12, 0.03], [width / 2, 0.6, 0.11], { bevel: 0.012, grain: 0 })
  bar(
    mesh,
    mat.white,
    [
      [width / 2 - 0.05, 0, 0.06],
      [width / 2 - 0.05, 0.13, 0.06],
    ],
    0.012,
  )
}

const spines = [mat.bookRed, mat.bookBlue, mat.bookGreen, mat.bookCream, mat.bookOchre, mat.bookBlack, mat.bookWhite]

/** Books side by side from x0 to at most x1, standing at height y, backs at z. */
export function books(mesh: Mesh, x0: number, x1: number, y: number, z: number, seed: number, tallest = 0.27): void {
  const random = new Random(seed)
  let x = x0
  while (x < x1 - 0.05) {
    const thick = random.between(0.018, 0.05)
    const tall = random.between(tallest * 0.7, tallest)
    const deep = random.between(0.14, 0.2)
    const material = random.pick(spines)
    const last = x + thick > x1 - 0.08
    mesh.within({ at: [x, y, z], rollDegrees: last && random.next() < 0.6 ? 9 : 0 }, () => {
      box(mesh, material, [0, 0, 0], [thick - 0.001, tall, deep], { bevel: 0.003, grain: 1 })
    })
    x += thick
  }
}

/** Lying books. */
export function pileOfBooks(mesh: Mesh, count: number, seed: number): void {
  const random = new Random(seed)
  let y = 0
  for (let i = 0; i < count; i++) {
    const thick = random.between(0.02, 0.04)
    mesh.within({ at: [0, y, 0], yawDegrees: random.between(-14, 14) }, () => {
      box(mesh, random.pick(spines), [-0.13, 0, -0.095], [0.13, thick, 0.095], { bevel: 0.003 })
      box(mesh, mat.paper, [-0.127, 0.004, -0.092], [0.133, thick - 0.004, 0.092])
    })
    y += thick
  }
}

export function vase(mesh: Mesh, material: number, scale = 1): void {
  const profile = [
    [0, 0],
    [0.055, 0],
    [0.085, 0.05],
    [0.095, 0.11],
    [0.075, 0.17],
    [0.04, 0.21],
    [0.034, 0.24],
    [0.046, 0.27],
    [0.038, 0.265],
  ] as const
  lathe(
    mesh,
    material,
    profile.map(([r, y]) => [r * scale, y * scale] as const),
    24,
  )
}

export function bowl(mesh: Mesh, material: number, radius: number): void {
  lathe(
    mesh,
    material,
    [
      [0, 0],
      [radius * 0.4, 0],
      [radius * 0.8, radius * 0.22],
      [radius, radius * 0.5],
      [radius * 0.96, radius * 0.5],
      [radius * 0.74, radius * 0.24],
      [0, radius * 0.08],
    ],
    28,
  )
}

/** A tall plant: pot, bare stems, big leaves. */
export function plant(
  mesh: Mesh,
  pot: number,
  height: number,
  leaves: number,
  seed: number,
  foliage: number = mat.leaf,
): void {
  const random = new Random(seed)
  const r = 0.11 + height * 0.06
  lathe(
    mesh,
    pot,
    [
      [0, 0],
      [r * 0.75, 0],
      [r, r * 1.7],
      [r * 0.94, r * 1.7],
      [r * 0.9, r * 1.5],
      [0, r * 1.5],
    ],
    24,
  )
  cylinder(mesh, mat.soil, [0, r * 1.45, 0], 0.01, r * 0.9)
  const stems = 3
  for (let i = 0; i < stems; i++) {
    const turn = (i / stems) * 2 * Math.PI + random.next()
    const lean = random.between(0.06, 0.16) * height
    const top: Vec3 = [Math.cos(turn) * lean, height * random.between(0.75, 1), Math.sin(turn) * lean]
    bar(mesh, mat.stem, [[0, r * 1.4, 0], [top[0] * 0.4, top[1] * 0.5, top[2] * 0.4], top], 0.014, 0.007, 7)
    for (let k = 0; k < leaves / stems; k++) {
      const t = 0.35 + (0.65 * k) / (leaves / stems - 1)
      const size = random.between(0.2, 0.34) * Math.min(1, height * 0.75)
      mesh.within(
        {
          at: [top[0] * t, r + (top[1] - r) * t, top[2] * t],
          yawDegrees: k * 137.5 + random.between(-20, 20),
          pitchDegrees: random.between(-62, -12) + 20 * (1 - t),
        },
        () => leaf(mesh, foliage, size, size * 0.62, random.between(0.3, 0.8)),
      )
    }
  }
}

/** A tuft of narrow leaves in a small pot. */
export function potPlant(mesh: Mesh, pot: number, size: number, seed: number, foliage: number = mat.leafPale): void {
  const random = new Random(seed)
  lathe(
    mesh,
    pot,
    [
      [0, 0],
      [size * 0.26, 0],
      [size * 0.34, size * 0.5],
      [size * 0.3, size * 0.5],
      [0, size * 0.44],
    ],
    20,
  )
  for (let i = 0; i < 22; i++) {
    const length = size * random.between(0.7, 1.25)
    mesh.within({ at: [0, size * 0.44, 0], yawDegrees: i * 137.5, pitchDegrees: random.between(-82, -25) }, () => {
      leaf(mesh, foliage, length, length * 0.17, random.between(0.4, 1))
    })
  }
}

export function twigs(mesh: Mesh, seed: number, height: number): void {
  const random = new Random(seed)
  for (let i = 0; i < 7; i++) {
    const turn = random.between(0, 2 * Math.PI)
    const lean = random.between(0.08, 0.22)
    const tip: Vec3 = [Math.cos(turn) * lean, height * random.between(0.7, 1), Math.sin(turn) * lean]
    bar(mesh, mat.stem, [[0, 0, 0], [tip[0] * 0.35, tip[1] * 0.55, tip[2] * 0.35], tip], 0.004, 0.002, 5)
    for (let k = 0; k < 6; k++) {
      const t = 0.45 + k * 0.1
      mesh.within({ at: [tip[0] * t * t, tip[1] * t, tip[2] * t * t], yawDegrees: k * 137, pitchDegrees: -40 }, () => {
        leaf(mesh, mat.leafPale, 0.07, 0.032, 0.4)
      })
    }
  }
}

/** A shade open above and below, lit from within. */
function shade(mesh: Mesh, bottom: number, top: number, low: number, high: number): void {
  lathe(
    mesh,
    mat.shade,
    [
      [bottom, low],
      [top, high],
      [top - 0.004, high],
      [bottom - 0.004, low],
    ],
    28,
  )
}

export function tableLamp(mesh: Mesh, at: Vec3, lamps: Lamp[], body: number, power = 0.1): void {
  mesh.within({ at }, () => {
    lathe(
      mesh,
      body,
      [
        [0, 0],
        [0.07, 0],
        [0.075, 0.015],
        [0.035, 0.06],
        [0.05, 0.13],
        [0.02, 0.2],
        [0.012, 0.26],
        [0, 0.26],
      ],
      24,
    )
    shade(mesh, 0.13, 0.09, 0.25, 0.42)
  })
  lamps.push({
    at: [at[0], at[1] + 0.34, at[2]],
    radius: 0.06,
    clearance: 0.16,
    intensity: warm(power),
    downwards: false,
  })
}

export function floorLamp(mesh: Mesh, at: Vec3, lamps: Lamp[], power = 0.16): void {
  mesh.within({ at }, () => {
    cylinder(mesh, mat.blackMetal, [0, 0, 0], 0.02, 0.15)
    bar(
      mesh,
      mat.blackMetal,
      [
        [0, 0.02, 0],
        [0, 1.4, 0],
      ],
      0.011,
    )
    shade(mesh, 0.21, 0.16, 1.3, 1.58)
  })
  lamps.push({
    at: [at[0], at[1] + 1.44, at[2]],
    radius: 0.08,
    clearance: 0.26,
    intensity: warm(power),
    downwards: false,
  })
}

/** A lamp on a north-facing wall, its back at `at`: open above and below. */
export function sconce(mesh: Mesh, [x, y, z]: Vec3, lamps: Lamp[]): void {
  box(mesh, mat.brass, [x - 0.03, y - 0.06, z - 0.02], [x + 0.03, y + 0.06, z + 0.01])
  mesh.within({ at: [x, y - 0.11, z - 0.08] }, () => shade(mesh, 0.06, 0.06, 0, 0.22))
  lamps.push({ at: [x, y, z - 0.08], radius: 0.04, clearance: 0.13, intensity: warm(0.06), downwards: false })
}

/** A pendant hanging from `ceiling`, its shade's rim at `low`. */
export function pendant(
  mesh: Mesh,
  [x, z]: readonly [number, number],
  low: number,
  ceiling: number,
  body: number,
  lamps: Lamp[],
  power = 0.14,
): void {
  mesh.within({ at: [x, 0, z] }, () => {
    bar(
      mesh,
      mat.blackMetal,
      [
        [0, low + 0.18, 0],
        [0, ceiling, 0],
      ],
      0.003,
      0.003,
      6,
    )
    cylinder(mesh, mat.blackMetal, [0, ceiling - 0.025, 0], 0.025, 0.05)
    lathe(
      mesh,
      body,
      [
        [0.16, low],
        [0.15, low + 0.06],
        [0.1, low + 0.13],
        [0.03, low + 0.17],
        [0.02, low + 0.2],
        [0, low + 0.2],
      ],
      28,
    )
    ball(mesh, mat.bulb, [0, low + 0.06, 0], 0.045)
  })
  lamps.push({ at: [x, low + 0.03, z], radius: 0.05, clearance: 0.07, intensity: warm(power), downwards: true })
}

/** A spot set into the ceiling. */
export function spot(mesh: Mesh, [x, y, z]: Vec3, lamps: Lamp[], power: number): void {
  mesh.within({ at: [x, y - 0.006, z] }, () => {
    lathe(
      mesh,
      mat.white,
      [
        [0.045, 0],
        [0.055, 0],
        [0.055, 0.006],
        [0.045, 0.006],
      ],
      20,
    )
    cylinder(mesh, mat.spot, [0, 0.002, 0], 0.002, 0.045)
  })
  lamps.push({
    at: [x, y - 0.012, z],
    radius: 0.045,
    clearance: 0.02,
    intensity: [power, power * 0.87, power * 0.68],
    downwards: true,
  })
}

/** Fronts of a cupboard from x0 to x1: doors with handles on a body. */
export function cupboard(
  mesh: Mesh,
  low: Vec3,
  high: Vec3,
  doors: number,
  front: number,
  handle: number,
  bars = true,
): void {
  const [x0, y0, z0] = low
  const [x1, y1, z1] = high
  box(mesh, front, [x0, y0, z0], [x1, y1, z1 - 0.02])
  const wide = (x1 - x0) / doors
  for (let i = 0; i < doors; i++) {
    const a = x0 + i * wide
    box(mesh, front, [a + 0.002, y0 + 0.002, z1 - 0.02], [a + wide - 0.002, y1 - 0.002, z1], { bevel: 0.003, grain: 1 })
    if (!bars) continue
    const x = i % 2 === 0 ? a + wide - 0.04 : a + 0.04
    const y = (y0 + y1) / 2
    const half = Math.min(0.16, (y1 - y0) * 0.3)
    bar(
      mesh,
      handle,
      [
        [x, y - half, z1 + 0.025],
        [x, y + half, z1 + 0.025],
      ],
      0.006,
    )
    for (const s of [-1, 1])
      bar(
        mesh,
        handle,
        [
          [x, y + s * half * 0.8, z1],
          [x, y + s * half * 0.8, z1 + 0.025],
        ],
        0.005,
      )
  }
}

/** Drawers one above the other. */
export function drawers(mesh: Mesh, low: Vec3, high: Vec3, count: number, front: number, handle: number): void {
  const [x0, y0, z0] = low
  const [x1, y1, z1] = high
  box(mesh, front, [x0, y0, z0], [x1, y1, z1 - 0.02])
  const tall = (y1 - y0) / count
  for (let i = 0; i < count; i++) {
    const y = y0 + i * tall
    box(mesh, front, [x0 + 0.002, y + 0.002, z1 - 0.02], [x1 - 0.002, y + tall - 0.002, z1], { bevel: 0.003, grain: 0 })
    const middle = (x0 + x1) / 2
    const half = Math.min(0.12, (x1 - x0) * 0.25)
    bar(
      mesh,
      handle,
      [
        [middle - half, y + tall - 0.05, z1 + 0.022],
        [middle + half, y + tall - 0.05, z1 + 0.022],
      ],
      0.006,
    )
    for (const s of [-1, 1]) {
      bar(
        mesh,
        handle,
        [
          [middle + s * half * 0.8, y + tall - 0.05, z1],
          [middle + s * half * 0.8, y + tall - 0.05, z1 + 0.022],
        ],
        0.005,
      )
    }
  }
}
