// Fetches what draws pictures on walls, where the tour has any.
import type { MakePart } from '../stage.ts'

export const flatsPart: MakePart = (stage) => {
  const hasFlats = stage.tour.scenes.some(({ hotspots }) => hotspots.some(({ kind }) => kind === 'flat'))
  if (!hasFlats) return undefined
  let end: (() => void) | undefined
  let isOver = false
  import('./flats.ts').then(
    ({ Flats }) => {
      if (isOver) return
      const flats = new Flats(stage)
      end = () => flats.destroy()
    },
    // Without it the walls are as they were photographed.
    () => {},
  )
  return {
    destroy: () => {
      isOver = true
      end?.()
    },
  }
}
