// Names the device behind a User-Agent line as far as a person needs it to recognise their own: browser, system, kind. Pure; it guesses
// from what browsers say of themselves and must never decide anything.

export interface DeviceName {
  browser: string | null
  system: string | null
  kind: 'computer' | 'phone' | 'tablet' | 'program'
}

/** The first that fits counts: browsers imitate each other's names. */
const browsers: readonly [string, RegExp][] = [
  ['Yandex Browser', /\bYaBrowser\//],
  ['Edge', /\bEdgi?A?(OS)?\//],
  ['Opera', /\b(OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|Chromium)\//],
  ['Safari', /\bVersion\/[\d.]+.* Safari\//],
]

const systems: readonly [string, RegExp][] = [
  ['iOS', /\b(iPhone|iPod)\b/],
  ['iPadOS', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

const nameIn = (names: readonly [string, RegExp][], line: string): string | null =>
  names.find(([, sign]) => sign.test(line))?.[0] ?? null

export function deviceName(userAgent: string): DeviceName {
  const browser = nameIn(browsers, userAgent)
  const system = nameIn(systems, userAgent)
  return { browser, system, kind: kindOf(userAgent, system, browser) }
}

function kindOf(line: string, system: string | null, browser: string | null): DeviceName['kind'] {
  if (!browser) return 'program'
  if (system === 'iPadOS' || (system === 'Android' && !/\bMobile\b/.test(line))) return 'tablet'
  return system === 'iOS' || system === 'Android' ? 'phone' : 'computer'
}

/** For mails and notices: "Chrome, Windows". */
export const sayDevice = (userAgent: string): string => {
  const { browser, system } = deviceName(userAgent)
  return [browser, system].filter(Boolean).join(', ') || userAgent.split(/[\s/]/)[0]?.slice(0, 40) || '—'
}
