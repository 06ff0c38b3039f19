// The identification numbers of Kazakhstan: BIN of organisations, IIN of people (and of sole proprietors). Twelve digits, the last one
// a check digit over the others. Pure.
const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

export const isBinOrIin = (text: string): boolean =>
  /^\d{12}$/.test(text) && checkDigit(text.slice(0, 11)) === Number(text[11])

/** The last digit for the first eleven; undefined for numbers that are never issued. */
function checkDigit(eleven: string): number | undefined {
  const first = weighed(eleven, firstWeights)
  if (first !== 10) return first
  const second = weighed(eleven, secondWeights)
  return second === 10 ? undefined : second
}

const weighed = (digits: string, weights: readonly number[]): number =>
  [...digits].reduce((sum, digit, index) => sum + Number(digit) * (weights[index] ?? 0), 0) % 11
