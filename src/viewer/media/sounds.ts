// What is heard in a scene while sound is on: the sounds at their places and the sound of the whole scene. Silent in hidden tabs,
// soft while a video speaks. Fetched only when a visitor wants to hear.
import type { SoundHotspot } from '#tour/hotspots.ts'
import type { PublishedScene } from '#tour/published.ts'
import type { TourStage } from '../stage.ts'
import { heard } from './hearing.ts'
import { Voice } from './voice.ts'

const duckedGain = 0.15
/** How often a speaking video is asked whether it still speaks: one that left the page tells nobody. */
const listenMs = 400

interface Heard {
  voice: Voice
  hotspot?: SoundHotspot
}

export class Sounds {
  readonly #stage: TourStage
  readonly #context: AudioContext
  readonly #output: GainNode
  readonly #listeners = new AbortController()
  readonly #endings: (() => void)[]
  /** By attachment and hotspot: the same sound of two scenes goes on when one walks from one to the other. */
  readonly #heard = new Map<string, Heard>()
  /** Hotspots that the visitor has silenced, and those that play although they would not by themselves. */
  readonly #silenced = new Set<string>()
  readonly #asked = new Set<string>()
  readonly #speaking = new Set<Element>()
  #timer: ReturnType<typeof setInterval> | undefined
  #isOn = false

  constructor(stage: TourStage, context: AudioContext) {
    this.#stage = stage
    this.#context = context
    this.#output = context.createGain()
    this.#output.connect(context.destination)
    const { signal } = this.#listeners
    document.addEventListener('visibilitychange', () => this.#restInHiddenTabs(), { signal })
    // Media events don't bubble, but they can be caught on their way down.
    for (const type of ['play', 'volumechange', 'pv-speaks']) {
      stage.element.addEventListener(type, ({ target }) => this.#listenTo(target), { signal, capture: true })
    }
    for (const type of ['pointerup', 'keydown']) {
      stage.element.addEventListener(type, () => this.#tryAgain(), { signal })
    }
    this.#endings = [
      stage.on('scene', () => this.#enter()),
      stage.on('arrived', () => this.#mark()),
      stage.on('view', () => this.#place()),
    ]
  }

  start(): void {
    this.#isOn = true
    this.#update()
  }

  stop(): void {
    this.#isOn = false
    this.#asked.clear()
    this.#update()
  }

  toggle(hotspotId: string): void {
    if (this.#isPlaying(hotspotId)) {
      this.#silenced.add(this.#here(hotspotId))
      this.#asked.delete(hotspotId)
      this.#update()
    } else this.play(hotspotId)
  }

  play(hotspotId: string): void {
    this.#silenced.delete(this.#here(hotspotId))
    this.#asked.add(hotspotId)
    this.#update()
  }

  destroy(): void {
    this.#listeners.abort()
    clearInterval(this.#timer)
    for (const end of this.#endings) end()
    for (const { voice } of this.#heard.values()) voice.end(0)
  }

  #enter(): void {
    this.#asked.clear()
    this.#update()
  }

  /** Ids of hotspots are unique only in their scene. */
  #here = (hotspotId: string) => `${this.#stage.scene.id} ${hotspotId}`

  #isPlaying = (hotspotId: string) => [...this.#heard.values()].some(({ hotspot }) => hotspot?.id === hotspotId)

  /** Lets sound what is to sound now, and nothing else. */
  #update(): void {
    const wanted = this.#isOn ? this.#wantedIn(this.#stage.scene) : new Map<string, SoundHotspot | undefined>()
    for (const [key, { voice }] of this.#heard) {
      if (wanted.has(key)) continue
      this.#heard.delete(key)
      voice.end()
    }
    for (const [key, hotspot] of wanted) {
      if (!this.#heard.has(key)) this.#begin(key, hotspot)
    }
    this.#place()
    this.#mark()
  }

  #wantedIn({ sound, hotspots }: PublishedScene): Map<string, SoundHotspot | undefined> {
    const wanted = new Map<string, SoundHotspot | undefined>()
    if (sound) wanted.set(sound.attachment, undefined)
    for (const hotspot of hotspots) {
      if (hotspot.kind !== 'sound' || this.#silenced.has(this.#here(hotspot.id))) continue
      if (hotspot.repeats || this.#asked.has(hotspot.id))
        wanted.set(`${hotspot.attachment} ${this.#here(hotspot.id)}`, hotspot)
    }
    return wanted
  }

  #begin(key: string, hotspot: SoundHotspot | undefined): void {
    const file = this.#stage.attachment(hotspot ? hotspot.attachment : key)?.file
    if (!file) return
    const voice = new Voice(this.#context, this.#output, file.url, hotspot?.repeats ?? true)
    this.#heard.set(key, { voice, hotspot })
    voice.onChange = () => this.#mark()
    voice.onEnd = () => {
      this.#heard.delete(key)
      if (hotspot) this.#asked.delete(hotspot.id)
      this.#mark()
    }
  }

  #place(): void {
    const { view } = this.#stage.panorama
    const { sound } = this.#stage.scene
    for (const { voice, hotspot } of this.#heard.values()) {
      const { gain, pan } = hotspot ? heard(view, hotspot) : { gain: sound?.volume ?? 0, pan: 0 }
      voice.place(gain, pan)
    }
  }

  /** The dots of what sounds say so. */
  #mark(): void {
    for (const dot of this.#stage.element.querySelectorAll('.pv-spot-sound')) {
      const id = dot.getAttribute('data-hotspot')
      const sounds = [...this.#heard.values()].some(({ hotspot, voice }) => hotspot?.id === id && voice.isSounding)
      dot.toggleAttribute('data-playing', sounds)
      dot.setAttribute('aria-pressed', String(sounds))
    }
  }

  #restInHiddenTabs(): void {
    for (const { voice } of this.#heard.values()) {
      if (document.hidden) voice.rest()
      else voice.retry()
    }
  }

  /** A browser may have refused to begin outside an act of the visitor. */
  #tryAgain(): void {
    if (!this.#isOn) return
    void this.#context.resume()
    for (const { voice } of this.#heard.values()) voice.retry()
  }

  #listenTo(target: EventTarget | null): void {
    if (!(target instanceof Element) || (target instanceof HTMLMediaElement && target.muted)) return
    this.#speaking.add(target)
    this.#timer ??= setInterval(() => this.#duck(), listenMs)
    this.#duck()
  }

  #duck(): void {
    for (const element of this.#speaking) {
      const isSilent = element instanceof HTMLMediaElement && (element.paused || element.muted)
      if (!element.isConnected || isSilent) this.#speaking.delete(element)
    }
    const isSomebodySpeaking = this.#speaking.size > 0
    this.#output.gain.setTargetAtTime(isSomebodySpeaking ? duckedGain : 1, this.#context.currentTime, 0.2)
    if (isSomebodySpeaking) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
