// What is seen through the windows: sky with clouds, the town's geometry in sunlight, haze with distance.
import { sunPower } from './light.ts'
import { cloud2, mix, smoothstep } from './noise.ts'
import { Shaded } from './shade.ts'
import type { World } from './world.ts'

/** A balanced photograph shows the town much dimmer than it is beside the room. */
const seenThroughWindow = 0.3

export class Outdoors {
  r = 0
  g = 0
  b = 0
  #world: World
  #shaded = new Shaded()

  constructor(world: World) {
    this.#world = world
  }

  look(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, angle: number): void {
    const { outdoor, sun } = this.#world
    if (!outdoor.closest(ox, oy, oz, dx, dy, dz, 20_000)) {
      this.#sky(dx, dy, dz)
      return
    }
    const t = outdoor.hit.t
    const s = this.#shaded
    s.read(outdoor, dx, dy, dz, t * angle)
    const facing = s.nx * sun[0] + s.ny * sun[1] + s.nz * sun[2]
    const x = ox + dx * t
    const y = oy + dy * t
    const z = oz + dz * t
    const lift = 0.05 + t * 2e-4
    const lit =
      facing > 0 && !outdoor.blocked(x + s.gx * lift, y + s.gy * lift, z + s.gz * lift, sun[0], sun[1], sun[2], 3000)
    const direct = lit ? facing : 0
    const ambient = 2.1 + 0.9 * s.ny
    let r = (s.r / Math.PI) * (ambient * 0.9 + direct * sunPower[0])
    let g = (s.g / Math.PI) * (ambient + direct * sunPower[1])
    let b = (s.b / Math.PI) * (ambient * 1.15 + direct * sunPower[2])
    if (s.f0 > 0) {
      const cos = Math.max(0, -(dx * s.nx + dy * s.ny + dz * s.nz))
      const f = s.f0 + (1 - s.f0) * (1 - cos) ** 5
      const ripple = 0.85 + 0.3 * cloud2(x / 6, z / 22, 2, 3)
      r = r * (1 - f) + f * 1.15 * ripple
      g = g * (1 - f) + f * 1.3 * ripple
      b = b * (1 - f) + f * 1.5 * ripple
    }
    const haze = 1 - Math.exp(-t / 2600)
    this.r = mix(r, 1.5, haze) * seenThroughWindow
    this.g = mix(g, 1.65, haze) * seenThroughWindow
    this.b = mix(b, 1.85, haze) * seenThroughWindow
  }

  #sky(dx: number, dy: number, dz: number): void {
    const up = Math.max(0, dy)
    const t = smoothstep(0, 0.55, up)
    const flatX = dx / (up + 0.18)
    const flatZ = dz / (up + 0.18)
    const cover = cloud2(flatX * 0.9 + 4, flatZ * 1.7, 5, 31)
    const cloud = 0.75 * smoothstep(0.5, 0.72, cover) * smoothstep(0, 0.12, up)
    const sun = this.#world.sun
    const glow = Math.max(0, dx * sun[0] + dy * sun[1] + dz * sun[2]) ** 24
    this.r = (mix(mix(1.55, 0.52, t), 2.2, cloud) + 1.2 * glow) * seenThroughWindow
    this.g = (mix(mix(1.72, 0.9, t), 2.2, cloud) + 1.05 * glow) * seenThroughWindow
    this.b = (mix(mix(1.95, 1.75, t), 2.25, cloud) + 0.8 * glow) * seenThroughWindow
  }
}
