// From light to picture: exposure, a film-like curve, the sRGB encoding.
import { clamp } from './noise.ts'

/** Luminance of linear light. */
export const luminance = (r: number, g: number, b: number) => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** Shoulder begins here: below it tones are kept nearly as they are. */
const knee = 0.62

/** Display-linear value in 0…1 of an exposed linear value: straight in the shadows, rolling off towards white. */
export function toneOf(x: number): number {
  const lifted = x * (1.06 - 0.1 * Math.exp(-x * 9))
  if (lifted <= knee) return lifted
  const over = (lifted - knee) / (1 - knee)
  return knee + (1 - knee) * (1 - 1 / (1 + over + 0.42 * over * over))
}

const steps = 4096
const table = Float32Array.from({ length: steps + 1 }, (_, i) => {
  const x = i / steps
  return x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055
})

/** sRGB value 0…1 of display-linear light. */
export function encode(x: number): number {
  const at = clamp(x, 0, 1) * steps
  const i = Math.min(steps - 1, Math.floor(at))
  return table[i] + (table[i + 1] - table[i]) * (at - i)
}
