// What most visitors never open is fetched when it is asked for; who is offline then is told so instead of waiting for nothing.
import type { TourStage } from '../stage.ts'

export function whenLoaded<Module>(stage: TourStage, loading: Promise<Module>, use: (module: Module) => void): void {
  const { scene } = stage
  loading.then(
    (module) => {
      // The visitor may have gone on meanwhile.
      if (stage.scene === scene) use(module)
    },
    () =>
      stage.openSheet({ title: stage.words.say('viewer.not_loaded'), body: stage.words.say('viewer.not_loaded_help') }),
  )
}
