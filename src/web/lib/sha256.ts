// SHA-256 of a short text, in plain numbers: a browser's own would answer each of a hundred thousand questions with a promise. Pure.

const primes = (count: number): number[] => {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  return found
}
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0
const rounds = new Int32Array(primes(64).map((prime) => fraction(Math.cbrt(prime))))
const start = new Int32Array(primes(8).map((prime) => fraction(Math.sqrt(prime))))

const words = new Int32Array(64)
const at = (list: Int32Array, index: number): number => list[index] ?? 0

/** The first 32 bits of the hash of at most 55 ASCII characters. */
export function firstBitsOf(text: string): number {
  if (text.length > 55) throw new Error('more than one block')
  fillBlock(text)
  for (let index = 16; index < 64; index++) {
    const [early, late] = [at(words, index - 15), at(words, index - 2)]
    const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    words[index] = (at(words, index - 16) + low + at(words, index - 7) + high) | 0
  }
  return (at(start, 0) + mix()) >>> 0
}

const turn = (value: number, bits: number) => (value >>> bits) | (value << (32 - bits))

function fillBlock(text: string): void {
  words.fill(0)
  for (let index = 0; index < text.length; index++)
    words[index >> 2] = at(words, index >> 2) | (text.charCodeAt(index) << (24 - (index & 3) * 8))
  words[text.length >> 2] = at(words, text.length >> 2) | (0x80 << (24 - (text.length & 3) * 8))
  words[15] = text.length * 8
}

/** The compression; answers what is added to the first word. */
function mix(): number {
  let [a, b, c, d] = [at(start, 0), at(start, 1), at(start, 2), at(start, 3)]
  let [e, f, g, h] = [at(start, 4), at(start, 5), at(start, 6), at(start, 7)]
  for (let index = 0; index < 64; index++) {
    const choice = (e & f) ^ (~e & g)
    const high = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(rounds, index) + at(words, index)) | 0
    const low = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + high) | 0
    d = c
    c = b
    b = a
    a = (high + low) | 0
  }
  return a
}
