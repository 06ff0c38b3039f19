// A part that few tours or few devices have: its code is fetched only there, and its button joins the others when it comes.
import type { MakePart, Part, TourStage } from '../stage.ts'

export const later =
  (isWanted: (stage: TourStage) => boolean, load: () => Promise<MakePart>): MakePart =>
  (stage) => {
    if (!isWanted(stage)) return undefined
    let part: Part | undefined
    let isOver = false
    const arrive = async () => {
      const makePart = await load()
      if (!isOver) part = makePart(stage)
      part?.rename?.()
    }
    // Nobody has asked for it yet: where it does not come, its button is missing.
    arrive().catch(() => {})
    return {
      rename: () => part?.rename?.(),
      destroy: () => {
        isOver = true
        part?.destroy?.()
      },
    }
  }
