// Bank and account identifiers of Kazakhstan: IBAN (the account), BIC (the bank), KBe (who the payer is). Pure. The numbers of people and
// organisations, BIN and IIN, are in rooms/legal/bin-iin.ts.

/** As people paste it: with spaces, in small letters. */
export const compact = (written: string): string => written.replace(/[\s\u00a0]+/g, '').toUpperCase()

/** KZ, two check digits, three digits of the bank, thirteen letters or digits of the account; ISO 7064 mod 97 over all. */
export function isIban(text: string): boolean {
  if (!/^KZ\d{5}[A-Z0-9]{13}$/.test(text)) return false
  return remainder97(inDigits(text.slice(4) + text.slice(0, 4))) === 1
}

/** The check digits for a bank's account part (BBAN). */
export const ibanCheckDigits = (country: string, bban: string): string =>
  String(98 - remainder97(inDigits(`${bban}${country}00`))).padStart(2, '0')

/** Eight characters; the branch of an eleven-character one is cut off by `bicOf`. */
export const isBic = (text: string): boolean => /^[A-Z0-9]{8}$/.test(text)
export const bicOf = (written: string): string => compact(written).replace(/^([A-Z0-9]{8})[A-Z0-9]{3}$/, '$1')

/** Residency (1 resident, 2 not), then the sector of the economy: 17 for a limited company, 19 for a sole proprietor. */
export const isKbe = (text: string): boolean => /^[12][1-9]$/.test(text)

/** A = 10 … Z = 35. */
const inDigits = (text: string) => text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))

/** Digit by digit: the whole number has more digits than a number can hold. */
const remainder97 = (digits: string): number =>
  [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0)
