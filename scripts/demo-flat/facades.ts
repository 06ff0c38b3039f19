// Faces of the town seen from the windows: rows of windows on walls, grass, crowns of trees. u along the wall, v up, metres.
import { chance, cloud2, noise2, smoothstep } from './noise.ts'
import { colour, dim, type Pattern, paint } from './surface.ts'

export function facade(hex: string, seed: number, glass = false): Pattern {
  const wall = colour(hex)
  const pane = colour('#31424d')
  const lit = colour('#9fb9c7')
  const storey = glass ? 3.6 : 3
  const bay = glass ? 1.6 : 3.2
  return (s, u, v) => {
    const i = Math.floor(u / bay)
    const j = Math.floor(v / storey)
    const x = u / bay - i
    const y = v / storey - j
    paint(s, wall)
    const sky = chance(i, j, seed)
    if (glass) {
      dim(s, 0.55 + 0.35 * sky)
      if (y < 0.16) dim(s, 0.55)
      if (x < 0.06) dim(s, 0.7)
    } else {
      const balcony = i % 3 === 1
      if (x > 0.22 && x < (balcony ? 0.95 : 0.78) && y > 0.3 && y < 0.82) {
        paint(s, pane)
        paint(s, lit, 0.55 * sky)
      }
      if (balcony && x > 0.15 && y < 0.3) dim(s, 0.82)
      if (y < 0.05) dim(s, 0.85)
    }
  }
}

export const grass: Pattern = (s, u, v) => {
  dim(s, 0.75 + 0.5 * cloud2(u / 40, v / 40, 4, 5))
  paint(s, colour('#a29a6a'), 0.5 * smoothstep(0.5, 0.7, cloud2(u / 120, v / 120, 3, 9)))
  const path = Math.abs(noise2(u / 90, v / 90, 14) - 0.5)
  paint(s, colour('#c2b8a3'), 1 - smoothstep(0.012, 0.02, path))
}

export const treeCrown: Pattern = (s, u, v) => {
  dim(s, 0.6 + 0.8 * cloud2(u * 1.2, v * 1.2, 2, 21))
}
