// Fetches the switch for the sound, where a tour has something to hear.
import type { PublishedTour } from '#tour/published.ts'
import type { MakePart, Part } from '../stage.ts'

export const soundPart: MakePart = (stage) => {
  if (!hasSound(stage.tour)) return undefined
  let part: Part | undefined
  let isOver = false
  import('./sound-switch.ts').then(
    ({ makeSoundSwitch }) => {
      if (!isOver) part = makeSoundSwitch(stage)
    },
    // Without it the tour is silent.
    () => {},
  )
  return {
    destroy: () => {
      isOver = true
      part?.destroy?.()
    },
  }
}

const hasSound = ({ scenes }: PublishedTour) =>
  scenes.some(({ sound, hotspots }) => sound || hotspots.some(({ kind }) => kind === 'sound'))
