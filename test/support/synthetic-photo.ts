// A photo-like panorama made by code: soft light, textures, straight edges, small print. For tests that need pixels whose truth
// is known everywhere. Deterministic; never read from a file.

/** Rows of RGB bytes. */
export interface Pixels {
  data: Uint8Array
  widthPx: number
  heightPx: number
}

const made = new Map<string, Pixels>()

/** An equirectangular picture, twice as wide as high: column 0 looks back (yaw −180°), the middle looks ahead. Nobody writes into it. */
export function syntheticPhoto(widthPx: number, seed = 1): Pixels {
  const key = `${widthPx} ${seed}`
  const photo = made.get(key) ?? paintPhoto(widthPx, seed)
  made.set(key, photo)
  return photo
}

function paintPhoto(widthPx: number, seed: number): Pixels {
  const heightPx = widthPx / 2
  const data = new Uint8Array(widthPx * heightPx * 3)
  // Nothing finer than about three source pixels, as a lens would have it.
  const finest = widthPx / 6 / Math.PI
  const [soft, cloth, grain] = [noiseOf(2.1, seed), noiseOf(24, seed + 1), noiseOf(finest, seed + 2)]
  for (let row = 0, at = 0; row < heightPx; row++) {
    const pitch = Math.PI / 2 - ((row + 0.5) / heightPx) * Math.PI
    const [cos, y] = [Math.cos(pitch), Math.sin(pitch)]
    const shelf = softStep(Math.sin(y * 11), finest / 11)
    for (let column = 0; column < widthPx; column++) {
      const yaw = ((column + 0.5) / widthPx) * 2 * Math.PI - Math.PI
      const x = Math.sin(yaw) * cos
      const z = -Math.cos(yaw) * cos
      // Panels of a wall in two tones, with edges two pixels soft.
      const panels = softStep(Math.sin(yaw * 9 + seed), finest / 9) * shelf
      const light = 0.35 + 0.4 * soft(x, y, z) + 0.16 * panels + 0.12 * cloth(x, y, z) + 0.1 * (grain(x, y, z) - 0.5)
      const warm = 0.5 + 0.5 * x
      data[at++] = 255 * clip(light * (0.85 + 0.15 * warm))
      data[at++] = 255 * clip(light * 0.93)
      data[at++] = 255 * clip(light * (1 - 0.2 * warm) + 0.04 * y)
    }
  }
  return { data, widthPx, heightPx }
}

const clip = (value: number) => Math.min(1, Math.max(0, value))
const softStep = (value: number, sharpness: number) => clip(0.5 + (value * sharpness) / 2)

/** Smooth value noise in space: no seam and no pole. Neighbours are mostly in one cell, whose corners are kept. */
function noiseOf(scale: number, seed: number): (x: number, y: number, z: number) => number {
  const corners = new Float64Array(8)
  let [cellX, cellY, cellZ] = [Number.NaN, 0, 0]
  const between = (corner: number, share: number) => {
    const value = corners[corner] ?? 0
    return value + ((corners[corner + 1] ?? 0) - value) * share
  }
  return (atX, atY, atZ) => {
    const [x, y, z] = [atX * scale, atY * scale, atZ * scale]
    const [ix, iy, iz] = [Math.floor(x), Math.floor(y), Math.floor(z)]
    if (ix !== cellX || iy !== cellY || iz !== cellZ) {
      for (let corner = 0; corner < 8; corner++)
        corners[corner] = hash(ix + (corner & 1), iy + ((corner >> 1) & 1), iz + (corner >> 2), seed)
      cellX = ix
      cellY = iy
      cellZ = iz
    }
    const [fx, fy, fz] = [fade(x - ix), fade(y - iy), fade(z - iz)]
    const near = between(0, fx) + (between(2, fx) - between(0, fx)) * fy
    const far = between(4, fx) + (between(6, fx) - between(4, fx)) * fy
    return near + (far - near) * fz
  }
}

const fade = (t: number) => t * t * (3 - 2 * t)

function hash(x: number, y: number, z: number, seed: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(z, 2147483647) ^ Math.imul(seed, 1274126177)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  h = Math.imul(h ^ (h >>> 16), 2246822519)
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296
}
