// The switch for the sound of a tour: off until the visitor turns it on, then remembered for the session. Plays nothing itself:
// what plays (sounds.ts) is fetched at the first wish to hear something.
import { signs } from '../hotspots/signs.ts'
import type { Part, TourStage } from '../stage.ts'
import { icon } from '../ui/dom.ts'
import type { Sounds } from './sounds.ts'

export interface SoundSwitch {
  /** The visitor pressed a sound of this scene: it begins or ends, and turns the sound on. */
  press(hotspotId: string): void
}

const switches = new WeakMap<TourStage, SoundSwitch>()

/** Undefined where the tour has no sounds. */
export const soundOf = (stage: TourStage): SoundSwitch | undefined => switches.get(stage)

export function makeSoundSwitch(stage: TourStage): Part {
  const button = stage.shows('sound')
    ? stage.dock.add({
        part: 'sound',
        icon: signs.soundOff,
        order: 14,
        name: (words) => words.say('viewer.sound'),
        onPress: () => turn(!isOn),
      })
    : undefined
  const listeners = new AbortController()
  let isOn = false
  let context: AudioContext | undefined
  let sounds: Sounds | undefined

  /** Only ever called by an act of the visitor: browsers let nothing sound before. */
  function turn(on: boolean): void {
    isOn = on
    remember(on)
    button?.setPressed(on)
    button?.element.querySelector('.pv-icon')?.replaceWith(icon(on ? signs.sound : signs.soundOff))
    if (on) void start()
    else sounds?.stop()
  }

  async function start(): Promise<void> {
    // Before anything is waited for: browsers count only what happens within the act itself.
    context ??= new AudioContext()
    void context.resume()
    if (!sounds) {
      const module = await import('./sounds.ts').catch(() => undefined)
      if (!module || listeners.signal.aborted) return
      sounds ??= new module.Sounds(stage, context)
    }
    if (isOn) sounds.start()
  }

  async function press(hotspotId: string): Promise<void> {
    const wasOn = isOn
    if (!isOn) turn(true)
    await start()
    if (wasOn) sounds?.toggle(hotspotId)
    else sounds?.play(hotspotId)
  }

  button?.setPressed(false)
  if (wasOn()) {
    const once = { once: true, signal: listeners.signal }
    const firstAct = () => !isOn && turn(true)
    stage.element.addEventListener('pointerup', firstAct, once)
    stage.element.addEventListener('keydown', firstAct, once)
  }
  switches.set(stage, { press: (hotspotId) => void press(hotspotId) })
  return {
    destroy: () => {
      listeners.abort()
      sounds?.destroy()
      void context?.close()
    },
  }
}

const memory = 'panoqor.sound'

/** In frames of other sites a browser may refuse all memory: then each page begins in silence. */
function remember(on: boolean): void {
  try {
    sessionStorage.setItem(memory, on ? 'on' : 'off')
  } catch {
    // Nothing to do: it is only a convenience.
  }
}

function wasOn(): boolean {
  try {
    return sessionStorage.getItem(memory) === 'on'
  } catch {
    return false
  }
}
