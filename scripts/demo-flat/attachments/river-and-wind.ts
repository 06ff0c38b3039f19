// Water and wind as a loop without a seam: noise through filters that run around the loop twice, so that its end meets its beginning.
import { Random } from '../noise.ts'

/** Low, because neither holds anything higher; WAV, because every device plays it in a loop without a gap. */
const samplesPerSecond = 11_025
const seconds = 6.5
const count = Math.round(samplesPerSecond * seconds)

type Loop = Float64Array

function noise(seed: number): Loop {
  const random = new Random(seed)
  return Float64Array.from({ length: count }, () => random.next() * 2 - 1)
}

/** Keeps what is slower than `hertz`. */
function below(hertz: number, loop: Loop): Loop {
  const out = new Float64Array(count)
  const share = 1 - Math.exp((-2 * Math.PI * hertz) / samplesPerSecond)
  let level = 0
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < count; i++) {
      level += share * (loop[i] - level)
      out[i] = level
    }
  }
  return out
}

const above = (hertz: number, loop: Loop): Loop => {
  const slow = below(hertz, loop)
  return loop.map((value, i) => value - slow[i])
}

function levelled(loop: Loop): Loop {
  const power = Math.sqrt(loop.reduce((sum, value) => sum + value * value, 0) / count)
  return loop.map((value) => value / power)
}

/** Rises and falls a whole number of times in the loop. */
const swell = (i: number, times: number, phase: number) => Math.sin((2 * Math.PI * times * i) / count + phase)

export function riverAndWind(): Buffer {
  const river = levelled(above(260, below(1400, below(2400, noise(11)))))
  const wind = levelled(above(60, below(220, below(340, noise(12)))))
  const mixed = river.map((value, i) => {
    const lapping = 1 + 0.22 * swell(i, 2, 0.4) + 0.14 * swell(i, 5, 2.1) + 0.1 * swell(i, 9, 4)
    const gust = 1 + 0.45 * swell(i, 1, 1.2) + 0.25 * swell(i, 3, 3.3)
    return value * lapping * 0.5 + wind[i] * gust * 0.55
  })
  const loudest = mixed.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return wav(mixed.map((value) => (value / loudest) * 0.8))
}

/** 16 bit, one channel. */
function wav(loop: Loop): Buffer {
  const bytes = Buffer.alloc(44 + count * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(36 + count * 2, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(samplesPerSecond, 24)
  bytes.writeUInt32LE(samplesPerSecond * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(count * 2, 40)
  for (const [i, value] of loop.entries()) bytes.writeInt16LE(Math.round(value * 32_767), 44 + i * 2)
  return bytes
}
