// Whether the visitor wants little to be fetched: what the browser says, or what they chose here, kept for the session.
import { savesData } from './engine/device.ts'

const key = 'panoqor.saves-data'

export class SavesData {
  isOn: boolean

  constructor() {
    this.isOn = (remembered() ?? String(savesData(navigator))) === 'true'
  }

  choose(isOn: boolean): void {
    this.isOn = isOn
    try {
      sessionStorage.setItem(key, String(isOn))
    } catch {
      // Without storage, as in some frames, the choice holds as long as the page.
    }
  }
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}
