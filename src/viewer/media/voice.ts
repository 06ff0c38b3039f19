// One sound that plays: streamed rather than decoded whole, so that a long one costs no memory. Begins and ends softly.

const fadeSeconds = 0.9
/** Short enough to follow a turning head, long enough not to crackle. */
const followSeconds = 0.06

export class Voice {
  /** It began or stopped to sound. */
  onChange: () => void = () => {}
  /** It came to its end, or can't be played. */
  onEnd: () => void = () => {}
  readonly #context: AudioContext
  readonly #element: HTMLAudioElement
  readonly #fade: GainNode
  readonly #gain: GainNode
  readonly #pan: StereoPannerNode
  #isOver = false

  constructor(context: AudioContext, output: AudioNode, url: string, repeats: boolean) {
    this.#context = context
    const element = new Audio()
    element.crossOrigin = 'anonymous'
    element.loop = repeats
    element.src = url
    this.#element = element
    this.#fade = context.createGain()
    this.#gain = context.createGain()
    this.#pan = context.createStereoPanner()
    context.createMediaElementSource(element).connect(this.#fade).connect(this.#gain).connect(this.#pan).connect(output)
    this.#fade.gain.value = 0
    this.#fadeTo(1, fadeSeconds)
    for (const type of ['playing', 'pause', 'waiting'])
      element.addEventListener(type, () => !this.#isOver && this.onChange())
    for (const type of ['ended', 'error']) element.addEventListener(type, () => !this.#isOver && this.#finish())
    this.retry()
  }

  get isSounding(): boolean {
    return !this.#element.paused && this.#element.readyState > 2
  }

  place(gain: number, pan: number): void {
    const { currentTime } = this.#context
    this.#gain.gain.setTargetAtTime(gain, currentTime, followSeconds)
    this.#pan.pan.setTargetAtTime(pan, currentTime, followSeconds)
  }

  /** Begins, if it does not sound yet. */
  retry(): void {
    if (this.#element.paused && !this.#isOver) this.#element.play().catch(() => {})
  }

  /** Goes on at `retry`. */
  rest(): void {
    this.#element.pause()
  }

  end(seconds = fadeSeconds): void {
    this.#isOver = true
    this.#fadeTo(0, seconds)
    setTimeout(() => this.#leave(), seconds * 1000 + 50)
  }

  #finish(): void {
    this.#isOver = true
    this.#leave()
    this.onEnd()
  }

  #leave(): void {
    this.#element.pause()
    this.#element.removeAttribute('src')
    this.#element.load()
    this.#pan.disconnect()
  }

  #fadeTo(value: number, seconds: number): void {
    const { gain } = this.#fade
    const now = this.#context.currentTime
    gain.cancelScheduledValues(now)
    gain.setValueAtTime(gain.value, now)
    gain.linearRampToValueAtTime(value, now + seconds)
  }
}
