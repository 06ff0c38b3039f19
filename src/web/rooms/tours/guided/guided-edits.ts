// The edits of guided tours, each a pure function from document to document.

import type { Language } from '#tour/text.ts'
import type { GuidedStep, GuidedTour, Tour } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'

export const findGuided = (tour: Tour, guidedId: string | undefined) => tour.guided.find(({ id }) => id === guidedId)

export const addGuided = (tour: Tour, id: string): Tour => ({
  ...tour,
  guided: [...tour.guided, { id, name: {}, steps: [] }],
})

export const removeGuided = (tour: Tour, guidedId: string): Tour => ({
  ...tour,
  guided: tour.guided.filter(({ id }) => id !== guidedId),
})

export const changeGuided = (tour: Tour, guidedId: string, change: (guided: GuidedTour) => GuidedTour): Tour => ({
  ...tour,
  guided: tour.guided.map((guided) => (guided.id === guidedId ? change(guided) : guided)),
})

const usualSeconds = 8

/** A step after the one that is open, else at the end. */
export function addStep(
  tour: Tour,
  guidedId: string,
  step: { id: string; sceneId: string; view: View },
  afterStepId?: string,
): Tour {
  return changeGuided(tour, guidedId, (guided) => {
    const after = guided.steps.findIndex(({ id }) => id === afterStepId)
    const made: GuidedStep = { ...step, view: tidyView(step.view), durationSeconds: usualSeconds, caption: {} }
    return { ...guided, steps: guided.steps.toSpliced(after < 0 ? guided.steps.length : after + 1, 0, made) }
  })
}

export const removeStep = (tour: Tour, guidedId: string, stepId: string): Tour =>
  changeGuided(tour, guidedId, (guided) => ({ ...guided, steps: guided.steps.filter(({ id }) => id !== stepId) }))

export const changeStep = (
  tour: Tour,
  guidedId: string,
  stepId: string,
  change: (step: GuidedStep) => GuidedStep,
): Tour =>
  changeGuided(tour, guidedId, (guided) => ({
    ...guided,
    steps: guided.steps.map((step) => (step.id === stepId ? change(step) : step)),
  }))

export function moveStep(tour: Tour, guidedId: string, stepId: string, toIndex: number): Tour {
  return changeGuided(tour, guidedId, (guided) => {
    const from = guided.steps.findIndex(({ id }) => id === stepId)
    const step = guided.steps[from]
    if (!step) return guided
    const rest = guided.steps.toSpliced(from, 1)
    return { ...guided, steps: rest.toSpliced(Math.max(0, Math.min(rest.length, toIndex)), 0, step) }
  })
}

/** One language of the narration; without any language there is no narration. */
export function withNarration(step: GuidedStep, language: Language, attachment: string | undefined): GuidedStep {
  const { narration, ...rest } = step
  const { [language]: _before, ...others } = narration ?? {}
  const next = attachment ? { ...others, [language]: attachment } : others
  return Object.keys(next).length > 0 ? { ...rest, narration: next } : rest
}

export const secondsOf = (guided: GuidedTour) =>
  guided.steps.reduce((seconds, { durationSeconds }) => seconds + durationSeconds, 0)

export function tidyView({ yawDegrees, pitchDegrees, fovDegrees }: View): View {
  const tenth = (degrees: number) => Math.round(degrees * 10) / 10
  return { yawDegrees: tenth(yawDegrees), pitchDegrees: tenth(pitchDegrees), fovDegrees: tenth(fovDegrees) }
}
