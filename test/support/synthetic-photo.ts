// A photo-like panorama made by code: soft light, textures, straight edges, small print. For tests that need pixels whose truth
// is known everywhere. Deterministic; never read from a file.

/** Rows of RGB bytes. */
export interface Pixels {
  data: Uint8Array
  widthPx: number
  heightPx: number
}

/** An equirectangular picture, twice as wide as high: column 0 looks back (yaw −180°), the middle looks ahead. */
export function syntheticPhoto(widthPx: number, seed = 1): Pixels {
  const heightPx = widthPx / 2
  const data = new Uint8Array(widthPx * heightPx * 3)
  // Nothing finer than about three source pixels, as a lens would have it.
  const finest = widthPx / 6 / Math.PI
  for (let row = 0, at = 0; row < heightPx; row++) {
    const pitch = Math.PI / 2 - ((row + 0.5) / heightPx) * Math.PI
    for (let column = 0; column < widthPx; column++) {
      const yaw = ((column + 0.5) / widthPx) * 2 * Math.PI - Math.PI
      const cos = Math.cos(pitch)
      const [r, g, b] = colourAt(Math.sin(yaw) * cos, Math.sin(pitch), -Math.cos(yaw) * cos, finest, seed)
      data[at++] = r
      data[at++] = g
      data[at++] = b
    }
  }
  return { data, widthPx, heightPx }
}

function colourAt(x: number, y: number, z: number, finest: number, seed: number): [number, number, number] {
  const soft = noise(x * 2.1, y * 2.1, z * 2.1, seed)
  const cloth = noise(x * 24, y * 24, z * 24, seed + 1)
  const grain = noise(x * finest, y * finest, z * finest, seed + 2)
  // Panels of a wall in two tones, with edges two pixels soft.
  const stripe = softStep(Math.sin(Math.atan2(x, -z) * 9 + seed), finest / 9)
  const shelf = softStep(Math.sin(y * 11), finest / 11)
  const light = 0.35 + 0.4 * soft + 0.16 * stripe * shelf + 0.12 * cloth + 0.1 * (grain - 0.5)
  const warm = 0.5 + 0.5 * x
  return [
    255 * clip(light * (0.85 + 0.15 * warm)),
    255 * clip(light * 0.93),
    255 * clip(light * (1 - 0.2 * warm) + 0.04 * y),
  ]
}

const clip = (value: number) => Math.min(1, Math.max(0, value))
const softStep = (value: number, sharpness: number) => clip(0.5 + (value * sharpness) / 2)

/** Smooth value noise in space: no seam and no pole. */
function noise(x: number, y: number, z: number, seed: number): number {
  const [ix, iy, iz] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  const [fx, fy, fz] = [fade(x - ix), fade(y - iy), fade(z - iz)]
  const row = (dy: number, dz: number) => {
    const a = hash(ix, iy + dy, iz + dz, seed)
    return a + (hash(ix + 1, iy + dy, iz + dz, seed) - a) * fx
  }
  const near = row(0, 0) + (row(1, 0) - row(0, 0)) * fy
  const far = row(0, 1) + (row(1, 1) - row(0, 1)) * fy
  return near + (far - near) * fz
}

const fade = (t: number) => t * t * (3 - 2 * t)

function hash(x: number, y: number, z: number, seed: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(z, 2147483647) ^ Math.imul(seed, 1274126177)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  h = Math.imul(h ^ (h >>> 16), 2246822519)
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296
}
