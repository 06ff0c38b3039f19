// Plays a guided tour in the stage as visitors will see it: turns to each step, shows its caption, lets its narration speak.
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { GuidedStep } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { useAttachment } from '../../media/attachments/use-attachments.ts'
import { walked } from '../editor/use-engine.ts'
import { useWorkplace } from '../editor/workplace.tsx'

const turnMs = 1400

/** Shows a step in the stage: enters its scene at its view, or turns there. */
export function useShowStep() {
  const { scene, engine, openScene } = useWorkplace()
  return (step: GuidedStep) => {
    if (scene?.id === step.sceneId) return void engine?.turnTo(step.view, turnMs)
    walked.view = step.view
    openScene(step.sceneId)
  }
}

export interface Preview {
  /** The step that is shown; undefined: nothing plays. */
  step: GuidedStep | undefined
  index: number
  isPaused: boolean
  play: () => void
  pause: () => void
  stop: () => void
  go: (by: number) => void
}

export function usePreview(steps: readonly GuidedStep[]): Preview {
  const [index, setIndex] = useState<number>()
  const [isPaused, setPaused] = useState(false)
  const show = useEffectEvent(useShowStep())
  const step = index === undefined ? undefined : steps[index]
  const stepId = step?.id
  const next = useEffectEvent(() =>
    setIndex((now) => (now === undefined || now + 1 >= steps.length ? undefined : now + 1)),
  )
  const narration = useNarration(step, isPaused)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a step is shown once, when its turn comes
  useEffect(() => {
    if (step) show(step)
  }, [stepId])
  useEffect(() => {
    if (!step || isPaused || narration.speaks) return
    const timer = setTimeout(() => next(), narration.hasSpoken ? 600 : step.durationSeconds * 1000)
    return () => clearTimeout(timer)
  }, [step, isPaused, narration.speaks, narration.hasSpoken])

  return {
    step,
    index: index ?? 0,
    isPaused,
    play: () => {
      setPaused(false)
      setIndex((now) => now ?? 0)
    },
    pause: () => setPaused(true),
    stop: () => setIndex(undefined),
    go: (by) => setIndex((now) => (now === undefined ? now : Math.max(0, Math.min(steps.length - 1, now + by)))),
  }
}

/** The voice of a step, where it has one in this language: while it speaks the step lasts. */
function useNarration(step: GuidedStep | undefined, isPaused: boolean) {
  const { teamId } = useWorkplace()
  const { language } = useWords()
  const attachmentId = step?.narration?.[language]
  const { data } = useAttachment(teamId, attachmentId)
  const url = attachmentId ? data?.published?.file.url : undefined
  const audio = useRef<HTMLAudioElement>(undefined)
  const [spoken, setSpoken] = useState<string>()
  const stepId = step?.id
  useEffect(() => {
    if (!url) return
    const sound = new Audio(url)
    audio.current = sound
    const done = () => setSpoken(stepId)
    sound.addEventListener('ended', done)
    sound.addEventListener('error', done)
    return () => {
      sound.pause()
      sound.removeAttribute('src')
      audio.current = undefined
      setSpoken(undefined)
    }
  }, [url, stepId])
  useEffect(() => {
    if (!url) return
    // A sound that may not be played is no reason to stand still.
    if (isPaused) audio.current?.pause()
    else audio.current?.play().catch(() => setSpoken(stepId))
  }, [url, stepId, isPaused])
  const hasSpoken = stepId !== undefined && spoken === stepId
  return { speaks: url !== undefined && !hasSpoken, hasSpoken }
}
