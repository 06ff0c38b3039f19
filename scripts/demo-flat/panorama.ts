// The passes that make one equirectangular picture: soft light, one sample per pixel, more samples where the picture is lively.
import type { LightCache } from './cache.ts'
import { rayThrough } from './camera.ts'
import { encode, luminance, toneOf } from './develop.ts'
import { emptySoftLight, gatherRow, type SoftLight, smoothSoftLight, stride } from './gather.ts'
import { chance, clamp, hash3 } from './noise.ts'
import type { CameraPose } from './plan.ts'
import { Tracer } from './tracer.ts'
import type { World } from './world.ts'

export interface Quality {
  width: number
  softWidth: number
  softRays: number
  /** Samples added where neighbours differ. */
  extra: number
}

export interface Canvas {
  quality: Quality
  soft: SoftLight
  /** Display-linear colour, three numbers per pixel. */
  light: Float32Array
  /** The finished picture, three bytes per pixel. */
  bytes: Uint8Array
}

export function emptyCanvas(quality: Quality): Canvas {
  const pixels = (quality.width * quality.width) / 2
  return {
    quality,
    soft: emptySoftLight(quality.softWidth),
    light: new Float32Array(new SharedArrayBuffer(pixels * 12)),
    bytes: new Uint8Array(new SharedArrayBuffer(pixels * 3)),
  }
}

/** Near the poles a row has more pixels than directions: only every n-th is traced. */
function strideOf(y: number, height: number): number {
  const flat = Math.cos((0.5 - (y + 0.5) / height) * Math.PI)
  let step = 1
  while (step < 16 && step * 2 * flat <= 1) step *= 2
  return step
}

/** Factors for red, green and blue. */
export type Exposure = readonly [number, number, number]

/** How much of the light's tint is taken out. */
const balance = 0.75

/** Exposure and white balance that a photographer would set for the room. */
export function exposureFor({ values, width, height }: SoftLight): Exposure {
  let sum = 0
  let weight = 0
  const tint = [0, 0, 0]
  for (let y = 0; y < height; y++) {
    const flat = Math.cos((0.5 - (y + 0.5) / height) * Math.PI)
    for (let x = 0; x < width; x++) {
      const o = (y * width + x) * stride
      if (values[o + 12] === 0) continue
      const total = values[o + 6] + values[o + 7] + values[o + 8] + 1e-6
      for (let k = 0; k < 3; k++) tint[k] += (flat * values[o + 6 + k]) / total
      sum += flat * Math.log(luminance(values[o + 6], values[o + 7], values[o + 8]) + 1e-3)
      weight += flat
    }
  }
  const usual = Math.exp(sum / Math.max(weight, 1e-6))
  const exposure = clamp(1.5 / usual, 0.8, 9)
  const neutral = luminance(tint[0], tint[1], tint[2])
  return [
    exposure * (neutral / tint[0]) ** balance,
    exposure * (neutral / tint[1]) ** balance,
    exposure * (neutral / tint[2]) ** balance,
  ]
}

export class Painter {
  readonly canvas: Canvas
  #camera: CameraPose
  #tracer: Tracer
  #direction = new Float64Array(3)

  constructor(world: World, cache: LightCache, camera: CameraPose, canvas: Canvas) {
    this.canvas = canvas
    this.#camera = camera
    this.#tracer = new Tracer(world, cache, canvas.soft)
  }

  gatherRow(y: number): void {
    gatherRow(this.canvas.soft, this.#tracer.light, this.#camera, y, this.canvas.quality.softRays)
  }

  firstRow(y: number, exposure: Exposure): void {
    const { light, quality } = this.canvas
    const { width } = quality
    const step = strideOf(y, width / 2)
    for (let x = 0; x < width; x += step) {
      this.#sample(x + step / 2, y + 0.5, hash3(x, y, 1), 0, exposure)
      const tracer = this.#tracer
      for (let k = 0; k < step; k++) {
        const o = (y * width + x + k) * 3
        light[o] = tracer.r
        light[o + 1] = tracer.g
        light[o + 2] = tracer.b
      }
    }
  }

  /** Adds samples where neighbours differ and writes the row's bytes. Needs the first samples of the rows around it. */
  finishRow(y: number, exposure: Exposure): void {
    const { quality } = this.canvas
    const { width } = quality
    const step = strideOf(y, width / 2)
    const row = new Float32Array(width * 3)
    for (let x = 0; x < width; x += step) {
      const [r, g, b] = this.#refined(x, y, step, exposure)
      for (let k = 0; k < step; k++) row.set([r, g, b], (x + k) * 3)
    }
    this.#write(y, row, step)
  }

  #refined(x: number, y: number, step: number, exposure: Exposure): readonly [number, number, number] {
    const { light, quality } = this.canvas
    const { width, extra } = quality
    const o = (y * width + x) * 3
    const rough = extra > 0 ? this.#liveliness(x, y, step) : 0
    if (rough < 0.028) return [light[o], light[o + 1], light[o + 2]]
    const count = rough > 0.12 ? extra * 2 : extra
    let r = light[o]
    let g = light[o + 1]
    let b = light[o + 2]
    const turn = chance(x, y, 9)
    for (let i = 0; i < count; i++) {
      const sx = (i + 0.5) / count
      const sy = (turn + i * 0.618034) % 1
      this.#sample(x + sx * step, y + sy, hash3(x, y, 1), i + 1, exposure)
      r += this.#tracer.r
      g += this.#tracer.g
      b += this.#tracer.b
    }
    return [r / (count + 1), g / (count + 1), b / (count + 1)]
  }

  /** Largest difference to the eight neighbours, in encoded tones. */
  #liveliness(x: number, y: number, step: number): number {
    const { light, quality } = this.canvas
    const { width } = quality
    const height = width / 2
    const o = (y * width + x) * 3
    let most = 0
    for (let j = -1; j <= 1; j++) {
      const yy = y + j
      if (yy < 0 || yy >= height) continue
      for (let i = -1; i <= 1; i++) {
        const q = (yy * width + ((x + i * step + width) % width)) * 3
        for (let k = 0; k < 3; k++) most = Math.max(most, Math.abs(encode(light[q + k]) - encode(light[o + k])))
      }
    }
    return most
  }

  #sample(x: number, y: number, seed: number, step: number, exposure: Exposure): void {
    const { quality, soft } = this.canvas
    const tracer = this.#tracer
    rayThrough(x, y, quality.width, this.#camera.headingDegrees, this.#direction)
    const scale = soft.width / quality.width
    tracer.sample(
      this.#camera.position,
      this.#direction,
      (2 * Math.PI) / quality.width,
      x * scale,
      y * scale,
      seed,
      step,
    )
    tracer.r = toneOf(tracer.r * exposure[0])
    tracer.g = toneOf(tracer.g * exposure[1])
    tracer.b = toneOf(tracer.b * exposure[2])
  }

  /** Encodes with a whisper of grain, which keeps smooth walls free of bands. */
  #write(y: number, row: Float32Array, step: number): void {
    const { bytes, quality } = this.canvas
    const { width } = quality
    for (let x = 0; x < width; x++) {
      // Between traced columns near the poles the picture is interpolated.
      const from = step === 1 ? x : x - (x % step)
      const place = (x - from + 0.5) / step - 0.5
      const other = (from + (place < 0 ? -step : step) + width) % width
      const t = step === 1 ? 0 : Math.abs(place)
      for (let k = 0; k < 3; k++) {
        const value = encode(row[from * 3 + k] * (1 - t) + row[other * 3 + k] * t)
        const grain = chance(x, y, 60) + chance(x, y, 61) - 1
        bytes[(y * width + x) * 3 + k] = clamp(Math.round(value * 255 + grain * 0.9), 0, 255)
      }
    }
  }
}

/** The whole picture on this thread: for small pictures. */
export function paintPanorama(world: World, cache: LightCache, camera: CameraPose, quality: Quality): Uint8Array {
  const canvas = emptyCanvas(quality)
  const painter = new Painter(world, cache, camera, canvas)
  for (let y = 0; y < canvas.soft.height; y++) painter.gatherRow(y)
  smoothSoftLight(canvas.soft)
  const exposure = exposureFor(canvas.soft)
  for (let y = 0; y < quality.width / 2; y++) painter.firstRow(y, exposure)
  for (let y = 0; y < quality.width / 2; y++) painter.finishRow(y, exposure)
  return canvas.bytes
}
