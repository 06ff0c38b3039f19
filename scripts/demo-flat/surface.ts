// What a pattern may say about a point of a surface: colour, gloss and slope of the relief.

export interface Surface {
  /** Linear albedo. */
  r: number
  g: number
  b: number
  /** Reflectance at normal incidence; 0 = no mirror part at all. */
  f0: number
  /** 0 = polished … 1 = matt. */
  roughness: number
  /** Slope of the relief along the texture's u and v (rise per metre). */
  slopeU: number
  slopeV: number
}

/** Changes the surface at texture coordinates (u, v); `pixel` is the size of a picture sample there in metres. */
export type Pattern = (surface: Surface, u: number, v: number, pixel: number) => void

export type Colour = readonly [number, number, number]

/** '#rrggbb' as linear light. */
export function colour(hex: string): Colour {
  const part = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return [part(1), part(3), part(5)]
}

export function paint(s: Surface, c: Colour, strength = 1): void {
  s.r += (c[0] - s.r) * strength
  s.g += (c[1] - s.g) * strength
  s.b += (c[2] - s.b) * strength
}

export function dim(s: Surface, factor: number): void {
  s.r *= factor
  s.g *= factor
  s.b *= factor
}
