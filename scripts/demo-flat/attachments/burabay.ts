// The picture that hangs only in the tour, not in the room: pines, a lake and a mountain in flat colours, with mount and frame.
import { chance, cloud2 } from '../noise.ts'

const [width, height] = [1200, 840]
/** Frame and mount around the picture. */
const [frame, mount] = [26, 84]

const points = (list: readonly (readonly [number, number])[]) =>
  list.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')

const shape = (list: readonly (readonly [number, number])[], fill: string, more = '') =>
  `<polygon points="${points(list)}" fill="${fill}" ${more}/>`

/** A ridge from one edge to the other, filled down to the shore. */
function ridge(base: number, swing: number, rate: number, seed: number, peak: readonly [number, number, number]) {
  const top: (readonly [number, number])[] = []
  for (let x = 0; x <= width; x += 12) {
    const [at, rise, spread] = peak
    const lift = rise * Math.exp(-(((x - at) / spread) ** 2))
    top.push([x, base - lift - swing * (cloud2((x / width) * rate, seed, 3, seed) - 0.5)])
  }
  return [[0, shore], ...top, [width, shore]] as const
}

const shore = 520

function pine(x: number, foot: number, tall: number, ink: string): string {
  const tiers = [0, 1, 2, 3].map((tier) => {
    const low = foot - tall * (0.16 + tier * 0.2)
    const half = tall * (0.2 - tier * 0.04)
    return shape(
      [
        [x - half, low],
        [x, low - tall * 0.34],
        [x + half, low],
      ],
      ink,
    )
  })
  return `<rect x="${x - tall * 0.016}" y="${foot - tall * 0.2}" width="${tall * 0.032}" height="${tall * 0.2}" fill="#4a3527"/>${tiers.join('')}`
}

const pines = () =>
  Array.from({ length: 26 }, (_, i) => {
    const isLeft = i % 2 === 0
    const x = isLeft ? chance(i, 1, 71) * 330 : width - chance(i, 2, 71) * 380
    const foot = 700 + chance(i, 3, 71) * 110
    return { x, foot, tall: 210 + chance(i, 4, 71) * 190, ink: ['#24483f', '#2d5a4c', '#1d3b35'][i % 3] }
  })
    .sort((a, b) => a.foot - b.foot)
    .map(({ x, foot, tall, ink }) => pine(x, foot, tall, ink))

const ripples = () =>
  Array.from({ length: 46 }, (_, i) => {
    const y = shore + 14 + chance(i, 5, 71) ** 1.5 * 190
    const x = 240 + chance(i, 6, 71) * 640
    const long = 26 + chance(i, 7, 71) * 110
    return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${long.toFixed(1)}" height="3" rx="1.5" fill="#f6e3c0" opacity="0.45"/>`
  })

export function burabay(): string {
  const far = ridge(430, 60, 3, 5, [930, 70, 180])
  const mountain = ridge(470, 80, 5, 9, [560, 250, 150])
  const near = ridge(505, 30, 6, 12, [300, 40, 120])
  const mirrored = `transform="translate(0 ${2 * shore}) scale(1 -1)" opacity="0.4"`
  const inner = frame + mount
  const scale = Math.max((width - 2 * inner) / width, (height - 2 * inner) / height)
  const scene = [
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    '<circle cx="800" cy="210" r="66" fill="#fbe2a4"/>',
    shape(far, '#9fb3bd'),
    shape(mountain, '#6f8791'),
    shape(near, '#557264'),
    `<rect y="${shore}" width="${width}" height="${height - shore}" fill="url(#lake)"/>`,
    `<g clip-path="url(#water)">${shape(far, '#8ea9b6', mirrored)}${shape(mountain, '#5f7d8a', mirrored)}${shape(near, '#4b6b60', mirrored)}</g>`,
    ...ripples(),
    shape(
      [
        [720, 560],
        [742, 486],
        [770, 470],
        [786, 440],
        [812, 462],
        [834, 520],
        [846, 560],
      ],
      '#7a6a5f',
    ),
    `<path d="M0 ${height}V690Q300 640 520 742T${width} 690V${height}Z" fill="#2f5142"/>`,
    ...pines(),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>`,
    '<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#d98f63"/><stop offset="0.4" stop-color="#f3cf9b"/><stop offset="0.62" stop-color="#f7e6c8"/></linearGradient>',
    '<linearGradient id="lake" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e9cfa6"/><stop offset="1" stop-color="#3f6f7d"/></linearGradient>',
    `<clipPath id="water"><rect y="${shore}" width="${width}" height="${height - shore}"/></clipPath>`,
    `<clipPath id="inside"><rect x="${inner}" y="${inner}" width="${width - 2 * inner}" height="${height - 2 * inner}"/></clipPath>`,
    '</defs>',
    `<rect width="${width}" height="${height}" fill="#b98d5f"/>`,
    `<rect x="6" y="6" width="${width - 12}" height="${height - 12}" fill="none" stroke="#d3ad80" stroke-width="6"/>`,
    `<rect x="${frame}" y="${frame}" width="${width - 2 * frame}" height="${height - 2 * frame}" fill="#f1ede4"/>`,
    `<g clip-path="url(#inside)"><g transform="translate(${(width * (1 - scale)) / 2} ${(height * (1 - scale)) / 2}) scale(${scale})">`,
    ...scene,
    '</g></g></svg>',
  ].join('\n')
}
