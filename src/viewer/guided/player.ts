// Leads the visitor through a guided tour: scene by scene, view by view, with captions and narration. Stops at the visitor's first
// touch and offers to go on. Shows nothing itself (player-bar.ts does).
import type { GuidedStep, GuidedTour } from '#tour/tour.ts'
import { Events } from '../engine/events.ts'
import type { TourStage } from '../stage.ts'
import { narrationOf, stepSeconds, turnMs } from './schedule.ts'

const tickMs = 200

interface PlayerEvents {
  /** Another step, or playing has begun, paused or ended. */
  change: undefined
  /** Share of the step that is over. */
  progress: number
}

export class Player {
  readonly guided: GuidedTour
  readonly steps: readonly GuidedStep[]
  index = 0
  isPlaying = false
  /** The last step is over. */
  isOver = false
  isMuted = false
  readonly #stage: TourStage
  readonly #events = new Events<PlayerEvents>()
  readonly #audio = new Audio()
  readonly #endings: (() => void)[]
  #timer: ReturnType<typeof setInterval> | undefined
  #elapsedSeconds = 0
  /** Which attempt to reach a step counts: what is overtaken goes no further. */
  #attempt = 0
  #isMoving = false

  constructor(stage: TourStage, guided: GuidedTour) {
    this.#stage = stage
    this.guided = guided
    this.steps = guided.steps.filter(({ sceneId }) => stage.sceneById(sceneId))
    this.#endings = [
      stage.on('scene', (scene) => scene.id !== this.step?.sceneId && this.pause()),
      stage.on('sheet', () => this.pause()),
      stage.on('language', () => this.isPlaying && this.goTo(this.index)),
    ]
  }

  get step(): GuidedStep | undefined {
    return this.steps[this.index]
  }

  /** Does anything in it speak? */
  get speaks(): boolean {
    return this.steps.some((step) => narrationOf(step, this.#stage.words.language))
  }

  on<Name extends keyof PlayerEvents>(name: Name, listener: (payload: PlayerEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  play(): void {
    if (this.isOver) this.index = 0
    this.isOver = false
    this.isPlaying = true
    void this.#go()
  }

  pause(): void {
    if (!this.isPlaying) return
    this.isPlaying = false
    this.#hold()
    if (this.#isMoving) this.#stage.panorama.stop()
    this.#events.emit('change', undefined)
  }

  /** To a step by its number; plays on if it was playing. */
  goTo(index: number): void {
    if (index < 0 || index >= this.steps.length) return
    this.index = index
    this.isOver = false
    this.#elapsedSeconds = 0
    this.#audio.removeAttribute('src')
    void this.#go()
  }

  mute(isMuted: boolean): void {
    this.isMuted = isMuted
    this.#audio.muted = isMuted
    this.#events.emit('change', undefined)
  }

  destroy(): void {
    this.isPlaying = false
    this.#hold()
    for (const end of this.#endings) end()
  }

  #hold(): void {
    this.#attempt++
    clearInterval(this.#timer)
    this.#audio.pause()
  }

  /** Moves to the step's place; then its time goes on from where it was. */
  async #go(): Promise<void> {
    const { step } = this
    if (!step) return
    this.#hold()
    const attempt = this.#attempt
    const isCurrent = () => attempt === this.#attempt
    this.#events.emit('change', undefined)
    this.#isMoving = true
    await this.#reach(step, isCurrent)
    if (!isCurrent()) return
    this.#isMoving = false
    if (!this.isPlaying) return
    const next = this.steps[this.index + 1]
    if (next && next.sceneId !== step.sceneId) this.#stage.expectScene(next.sceneId, next.view)
    this.#run(step)
  }

  async #reach({ sceneId, view }: GuidedStep, isCurrent: () => boolean): Promise<void> {
    const { scene, panorama } = this.#stage
    const link = scene.hotspots.find((hotspot) => hotspot.kind === 'link' && hotspot.targetSceneId === sceneId)
    if (scene.id !== sceneId) await this.#stage.enterScene(sceneId, { from: link, isStep: true })
    if (isCurrent() && 'panorama' in this.#stage.scene) await panorama.turnTo(view, turnMs(panorama.view, view))
  }

  #run(step: GuidedStep): void {
    const narration = this.#stage.attachment(narrationOf(step, this.#stage.words.language))
    if (narration) this.#speak(narration.file.url)
    const { durationSeconds: told } = narration ?? {}
    let last = performance.now()
    this.#timer = setInterval(() => {
      const now = performance.now()
      this.#elapsedSeconds += (now - last) / 1000
      last = now
      const known = Number.isFinite(this.#audio.duration) ? this.#audio.duration : told
      const seconds = stepSeconds(step, narration && known)
      this.#events.emit('progress', Math.min(1, this.#elapsedSeconds / seconds))
      // What is being said is never cut off by a clock that runs ahead of it.
      const isSpeaking = narration && !this.#audio.paused && !this.#audio.ended
      if (this.#elapsedSeconds >= seconds && !isSpeaking) this.#finish()
    }, tickMs)
  }

  #speak(url: string): void {
    if (this.#audio.getAttribute('src') !== url) this.#audio.src = url
    this.#audio.muted = this.isMuted
    // Where the browser won't play it, the caption says the same.
    this.#audio.play().catch(() => {})
  }

  #finish(): void {
    clearInterval(this.#timer)
    if (this.index + 1 < this.steps.length) {
      this.goTo(this.index + 1)
      return
    }
    this.isPlaying = false
    this.isOver = true
    this.#elapsedSeconds = 0
    this.#events.emit('change', undefined)
  }
}
