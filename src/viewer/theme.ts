// The tour's own colour as the colours that the viewer needs of it, each with its guaranteed contrast (WCAG 2.2: text 4.5:1, shapes
// 3:1) whatever colour the tour names. Pure.

type Rgb = readonly [red: number, green: number, blue: number]

/** A pill over a white picture: the brightest ground that anything of the viewer stands on. */
const brightestPill: Rgb = [69, 72, 75]
const textRatio = 4.5
const shapeRatio = 3

export interface Theme {
  /** Of buttons and hotspots: stands out from the pills. */
  accent: string
  /** Text and pictures on it. */
  onAccent: string
  /** The colour as text on a pill. */
  accentText: string
}

export function themeOf(accentColour: string): Theme {
  const accent = lightened(rgbOf(accentColour), shapeRatio)
  return {
    accent: hexOf(accent),
    onAccent: contrast(accent, [0, 0, 0]) >= contrast(accent, [255, 255, 255]) ? '#000000' : '#ffffff',
    accentText: hexOf(lightened(accent, textRatio)),
  }
}

/** Between two colours, 1…21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other)
  return (high + 0.05) / (low + 0.05)
}

export const rgbOf = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** The nearest mixture with white that reaches the ratio on every pill. */
function lightened(colour: Rgb, ratio: number): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(colour, share)
    if (contrast(mixed, brightestPill) >= ratio && luminance(mixed) > luminance(brightestPill)) return mixed
  }
  return [255, 255, 255]
}

const mix = ([red, green, blue]: Rgb, share: number): Rgb => {
  const towardsWhite = (part: number) => Math.round(part + (255 - part) * share)
  return [towardsWhite(red), towardsWhite(green), towardsWhite(blue)]
}

const hexOf = (colour: Rgb) => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
