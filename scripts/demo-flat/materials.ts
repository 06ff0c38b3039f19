// Every material of the flat and of the town outside, by name. Furniture refers to the numbers in `mat`.
import { facade, grass, treeCrown } from './facades.ts'
import * as pattern from './patterns.ts'
import * as picture from './pictures.ts'
import { type Colour, colour, type Pattern, type Surface } from './surface.ts'

export interface Material {
  name: string
  colour: Colour
  pattern?: Pattern
  f0: number
  roughness: number
  /** Reflects in its own colour and has no diffuse part. */
  metal: boolean
  /** Reflects the room sharply. */
  mirror: boolean
  /** Radiance it sends out. */
  emission?: Colour
  /** Mean albedo, which stands for the pattern in bounced light. */
  mean: Colour
}

interface Look {
  pattern?: Pattern
  f0?: number
  roughness?: number
  metal?: boolean
  mirror?: boolean
  emission?: Colour
}

const list: Material[] = []

function define(name: string, hex: string, look: Look = {}): number {
  const base = colour(hex)
  const material: Material = {
    name,
    colour: base,
    pattern: look.pattern,
    f0: look.f0 ?? 0,
    roughness: look.roughness ?? 1,
    metal: look.metal ?? false,
    mirror: look.mirror ?? false,
    emission: look.emission,
    mean: base,
  }
  material.mean = meanOf(material)
  list.push(material)
  return list.length - 1
}

function meanOf({ colour: base, pattern: draw, metal }: Material): Colour {
  if (metal) return [base[0] * 0.6, base[1] * 0.6, base[2] * 0.6]
  if (!draw) return base
  const sum = [0, 0, 0]
  const s: Surface = { r: 0, g: 0, b: 0, f0: 0, roughness: 1, slopeU: 0, slopeV: 0 }
  const side = 12
  for (let i = 0; i < side * side; i++) {
    s.r = base[0]
    s.g = base[1]
    s.b = base[2]
    draw(s, ((i % side) + 0.5) / side, (Math.floor(i / side) + 0.5) / side, 0.05)
    sum[0] += s.r
    sum[1] += s.g
    sum[2] += s.b
  }
  return [sum[0] / (side * side), sum[1] / (side * side), sum[2] / (side * side)]
}

const satin = { f0: 0.04, roughness: 0.35 }
const gloss = { f0: 0.05, roughness: 0.06 }
const paintWall = (hex: string, name: string, extra?: Pattern) =>
  define(name, hex, { pattern: extra ?? pattern.plaster })
const lacquer = (hex: string, name: string) => define(name, hex, satin)
const linen = (hex: string, name: string, thread = 0.004, contrast = 0.35) =>
  define(name, hex, { pattern: pattern.cloth(thread, contrast) })

export const mat = {
  // Shell
  ceiling: define('ceiling', '#fbfaf7'),
  trim: define('trim', '#f2f0eb', satin),
  wallWarm: paintWall('#e6ddcf', 'wallWarm'),
  wallGreige: paintWall('#cfc4b4', 'wallGreige'),
  wallOlive: paintWall('#8f9a82', 'wallOlive'),
  wallSky: paintWall('#b9cdd6', 'wallSky'),
  wallWhite: paintWall('#ece9e2', 'wallWhite'),
  wallFans: paintWall('#dfe3da', 'wallFans', pattern.fans('#b3bfae')),
  wallTerracotta: paintWall('#b9785a', 'wallTerracotta'),
  parquet: define('parquet', '#b08455', {
    pattern: pattern.herringbone('#cfb088', '#a2805a'),
    ...{ f0: 0.045, roughness: 0.2 },
  }),
  boards: define('boards', '#b99a72', { pattern: pattern.planks('#d6c3a5', '#b0926d'), f0: 0.045, roughness: 0.22 }),
  bathFloor: define('bathFloor', '#8d8a84', {
    pattern: pattern.tiles({
      width: 0.3,
      height: 0.3,
      grout: '#6d6a66',
      base: '#7f7c77',
      vein: '#a9a49b',
      variety: 0.06,
    }),
    f0: 0.05,
    roughness: 0.12,
  }),
  bathWall: define('bathWall', '#e9e6df', {
    pattern: pattern.tiles({
      width: 0.6,
      height: 0.3,
      grout: '#c9c5bc',
      base: '#ece9e3',
      vein: '#b9b3a9',
      shift: 0.5,
      variety: 0.02,
    }),
    ...gloss,
  }),
  bathAccent: define('bathAccent', '#3d6b69', {
    pattern: pattern.tiles({ width: 0.2, height: 0.065, grout: '#cfd3cc', base: '#3b7370', shift: 0.5, variety: 0.18 }),
    ...gloss,
  }),
  splash: define('splash', '#e7e3da', {
    pattern: pattern.tiles({ width: 0.2, height: 0.1, grout: '#bdb7ac', base: '#eae6dd', shift: 0.5, variety: 0.05 }),
    ...gloss,
  }),
  hallTile: define('hallTile', '#c9c2b6', {
    pattern: pattern.tiles({
      width: 0.6,
      height: 0.6,
      grout: '#a39c90',
      base: '#d3ccc0',
      vein: '#b0a696',
      variety: 0.03,
    }),
    f0: 0.05,
    roughness: 0.1,
  }),
  windowFrame: define('windowFrame', '#f4f3f0', satin),
  sill: define('sill', '#f1efeb', { pattern: pattern.stone('#f0eee9', '#cfcac2', 3), ...gloss }),
  radiator: define('radiator', '#f3f2ee', { pattern: pattern.fluted(0.05, 0.3), ...satin }),
  entrance: define('entrance', '#4b3a2e', { pattern: pattern.wood('#5f4835', '#38291e'), ...satin }),
  oakDoor: define('oakDoor', '#f0eee8', satin),
  // Metals, glass
  steel: define('steel', '#c7c8c8', { metal: true, f0: 0.75, roughness: 0.16 }),
  chrome: define('chrome', '#dadcdd', { metal: true, f0: 0.85, roughness: 0.03 }),
  brass: define('brass', '#c69b57', { metal: true, f0: 0.75, roughness: 0.12 }),
  blackMetal: define('blackMetal', '#1d1d1e', { f0: 0.05, roughness: 0.3 }),
  mirror: define('mirror', '#ffffff', { mirror: true }),
  blackGlass: define('blackGlass', '#0b0c0e', { f0: 0.06, roughness: 0.02 }),
  pane: define('pane', '#ffffff', { f0: 0.04, roughness: 0 }),
  // Woods
  oak: define('oak', '#b58a5c', { pattern: pattern.wood('#c89f70', '#9a7045'), ...satin }),
  paleOak: define('paleOak', '#cfb48e', { pattern: pattern.wood('#dcc4a0', '#b8976c', 0.8), ...satin }),
  walnut: define('walnut', '#6b4a33', { pattern: pattern.wood('#7d573b', '#4b3120'), ...satin }),
  fluted: define('fluted', '#7a5638', { pattern: pattern.fluted(0.036, 0.75), ...satin }),
  // Lacquers
  white: lacquer('#efede8', 'white'),
  cream: lacquer('#e4dccd', 'cream'),
  sage: lacquer('#8d9c88', 'sage'),
  graphite: lacquer('#3b3d40', 'graphite'),
  ink: lacquer('#27384a', 'ink'),
  terracotta: lacquer('#b5694a', 'terracotta'),
  mustard: lacquer('#c99a3c', 'mustard'),
  teal: lacquer('#2f6f73', 'teal'),
  rose: lacquer('#c98f88', 'rose'),
  paper: define('paper', '#f3efe6'),
  ceramic: define('ceramic', '#f4f3f0', gloss),
  clay: define('clay', '#b4795a', { f0: 0.02, roughness: 0.6 }),
  porcelainBlue: define('porcelainBlue', '#3d6184', gloss),
  worktop: define('worktop', '#d9d4cb', { pattern: pattern.stone('#dfdad1', '#a39b8f', 7), f0: 0.05, roughness: 0.12 }),
  marble: define('marble', '#eeebe6', { pattern: pattern.stone('#efece7', '#9a958e', 5), ...gloss }),
  terrazzo: define('terrazzo', '#e3ded5', {
    pattern: pattern.terrazzo(['#b5694a', '#8d9c88', '#c99a3c', '#6d6a66']),
    ...gloss,
  }),
  // Cloth
  sofa: linen('#6f7f86', 'sofa', 0.005, 0.4),
  sofaCushion: linen('#c98a4b', 'sofaCushion'),
  sofaCushionLight: define('sofaCushionLight', '#e6dfd2', {
    pattern: pattern.stripes('#9aa7a4', 0.06, 0.25, pattern.cloth()),
  }),
  coatBlue: linen('#2b3a4d', 'coatBlue', 0.003, 0.3),
  coatCamel: linen('#b58a58', 'coatCamel', 0.003, 0.3),
  velvet: linen('#2f5d57', 'velvet', 0.002, 0.25),
  armchair: linen('#b4694a', 'armchair', 0.005, 0.35),
  sheet: linen('#f1eee8', 'sheet', 0.002, 0.12),
  duvet: linen('#e4ddd1', 'duvet', 0.003, 0.18),
  throwBlanket: define('throwBlanket', '#7d8f74', {
    pattern: pattern.stripes('#d9cfb8', 0.22, 0.12, pattern.cloth(0.008, 0.5)),
  }),
  headboard: linen('#a58d74', 'headboard', 0.005, 0.3),
  curtainSand: linen('#cdbfa9', 'curtainSand', 0.004, 0.25),
  curtainOlive: linen('#868f74', 'curtainOlive', 0.004, 0.25),
  curtainBlue: linen('#6d8ba0', 'curtainBlue', 0.004, 0.25),
  towel: define('towel', '#e9e3d8', { pattern: pattern.pile(0.006, 0.35) }),
  towelTeal: define('towelTeal', '#3d7a78', { pattern: pattern.pile(0.006, 0.35) }),
  chairSeat: linen('#d8cfc0', 'chairSeat', 0.004, 0.3),
  kidBlue: linen('#4d7fa6', 'kidBlue', 0.003, 0.25),
  kidYellow: linen('#e3b44a', 'kidYellow', 0.003, 0.25),
  kidDuvet: define('kidDuvet', '#eef0ee', {
    pattern: pattern.stripes('#7fa6bd', 0.12, 0.35, pattern.cloth(0.003, 0.2)),
  }),
  bathMat: define('bathMat', '#dcd5c8', { pattern: pattern.pile(0.015, 0.6) }),
  furRug: define('furRug', '#e8e2d6', { pattern: pattern.pile(0.02, 0.26) }),
  livingRug: define('livingRug', '#a3402f', {
    pattern: picture.ornamentRug(2.9, 2.0, '#8f3427', '#20303f', '#e0cfab'),
  }),
  kidRug: define('kidRug', '#8fb3c4', {
    pattern: picture.roundRug(['#efe9dc', '#7fa6bd', '#efe9dc', '#e3b44a'], 0.16),
  }),
  runner: define('runner', '#5a6a70', { pattern: picture.ornamentRug(2.2, 0.8, '#4c5f68', '#e0cfab', '#8fa0a0') }),
  // Pictures
  steppe: define('steppe', '#8d8a6a', { pattern: picture.mountedSteppe, f0: 0.03, roughness: 0.25 }),
  discsWarm: define('discsWarm', '#d8c8b0', {
    pattern: picture.mountedDiscs(3, ['#eadfcd', '#c1693c', '#2f5d62', '#e0a84e', '#8a9a84', '#2b2b2b']),
  }),
  discsCool: define('discsCool', '#d8d8d0', {
    pattern: picture.mountedDiscs(11, ['#e9e7df', '#6f8fa3', '#c9a27a', '#31465a', '#b4c2b6', '#3a3a3a']),
  }),
  strokesBlue: define('strokesBlue', '#9aa7b0', {
    pattern: picture.mountedStrokes(5, ['#ece7dc', '#8fa7b5', '#2f4b63', '#c99a5b', '#f4f0e8']),
  }),
  strokesOlive: define('strokesOlive', '#a7a78a', {
    pattern: picture.mountedStrokes(21, ['#e8e2d2', '#97a07f', '#5c6b4c', '#d3b98b', '#f3eee2']),
  }),
  strokesRed: define('strokesRed', '#b08a7a', {
    pattern: picture.mountedStrokes(33, ['#eee6da', '#c98f6b', '#8f3f2d', '#2d3b45', '#f0e4d0']),
  }),
  starChart: define('starChart', '#2d4363', { pattern: picture.starChart }),
  bookRed: define('bookRed', '#8f3b2e', { pattern: picture.spineBands('#e3c98f'), ...satin }),
  bookBlue: define('bookBlue', '#2f4d6b', { pattern: picture.spineBands('#d8d8d0'), ...satin }),
  bookGreen: define('bookGreen', '#4d6b4f', { pattern: picture.spineBands('#e3c98f'), ...satin }),
  bookCream: define('bookCream', '#d9cdb5', { pattern: picture.spineBands('#7a3b2e'), ...satin }),
  bookOchre: define('bookOchre', '#c08a3e', { pattern: picture.spineBands('#2d2d2d'), ...satin }),
  bookBlack: define('bookBlack', '#2a2b2e', { pattern: picture.spineBands('#c9a557'), ...satin }),
  bookWhite: define('bookWhite', '#e9e6e0', satin),
  // Plants, food
  leaf: define('leaf', '#3f6b35', { pattern: pattern.leafVeins, f0: 0.04, roughness: 0.4 }),
  leafPale: define('leafPale', '#7d9a5c', { pattern: pattern.leafVeins, f0: 0.04, roughness: 0.4 }),
  leafDark: define('leafDark', '#274d2c', { pattern: pattern.leafVeins, f0: 0.04, roughness: 0.35 }),
  stem: define('stem', '#5b4a33'),
  soil: define('soil', '#3a2c22'),
  wicker: define('wicker', '#b8905d', { pattern: pattern.cloth(0.02, 0.7) }),
  lemon: define('lemon', '#e6c233', { f0: 0.04, roughness: 0.4 }),
  apple: define('apple', '#a8342a', { f0: 0.05, roughness: 0.2 }),
  // Light sources as they are seen
  spot: define('spot', '#ffffff', { emission: [3.4, 3.0, 2.4] }),
  shade: define('shade', '#f6ead2', { emission: [0.62, 0.5, 0.34] }),
  bulb: define('bulb', '#ffffff', { emission: [2.6, 2.0, 1.25] }),
  ledStrip: define('ledStrip', '#ffffff', { emission: [1.5, 1.3, 1.0] }),
  screen: define('screen', '#0c0d10', { emission: [0.004, 0.005, 0.007], f0: 0.05, roughness: 0.02 }),
  // Town
  ground: define('ground', '#6f7752', { pattern: grass }),
  road: define('road', '#77767a'),
  quay: define('quay', '#b3aa9c'),
  water: define('water', '#2f4f5c', { f0: 0.05, roughness: 0.1 }),
  crown: define('crown', '#5c7038', { pattern: treeCrown }),
  crownGold: define('crownGold', '#a58a35', { pattern: treeCrown }),
  houseSand: define('houseSand', '#cdbb9c', { pattern: facade('#cdbb9c', 1) }),
  houseWhite: define('houseWhite', '#dcd9d2', { pattern: facade('#dcd9d2', 2) }),
  houseBrick: define('houseBrick', '#a5694f', { pattern: facade('#a5694f', 3) }),
  houseGlass: define('houseGlass', '#6f93a8', { pattern: facade('#7f9fb0', 4, true) }),
  houseGlassGold: define('houseGlassGold', '#a08a5c', { pattern: facade('#a9935f', 5, true) }),
  roof: define('roof', '#8d8881'),
  goldBall: define('goldBall', '#d9a93a'),
  tent: define('tent', '#d5dad6'),
} as const

export const materials: readonly Material[] = list
