// The button of the guided tours; the player is fetched when it is asked for.
import type { PlayerBar } from '../guided/player-bar.ts'
import type { MakePart } from '../stage.ts'
import { sayNotLoaded } from './sheet-button.ts'

export const guidedPart: MakePart = (stage) => {
  const { dock, tour } = stage
  const playable = (tour.guided ?? []).filter(({ steps }) => steps.some(({ sceneId }) => stage.sceneById(sceneId)))
  const [first] = playable
  if (!first || !stage.shows('guided')) return undefined
  let bar: PlayerBar | undefined
  const button = dock.add({
    part: 'guided',
    icon: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM10 8.5l6 3.5-6 3.5z',
    order: 8,
    name: (words) => words.say('viewer.guided'),
    onPress: () => void press(),
  })
  button.setExpanded(false)

  const load = () => import('../guided/player-bar.ts').catch(() => sayNotLoaded(stage, 'viewer.guided', button))

  async function press(): Promise<void> {
    if (bar) return leave()
    if (playable.length === 1) return play(first?.id)
    const guidedSheet = (await load())?.guidedSheet
    if (!guidedSheet) return
    const content = guidedSheet(stage, (id) => {
      stage.sheet.close()
      void play(id)
    })
    stage.openSheet({ ...content, onClose: () => button.focus() })
  }

  async function play(id = first?.id): Promise<void> {
    const openGuided = (await load())?.openGuided
    if (!openGuided) return
    if (bar && bar.player.guided.id !== id) leave()
    bar ??= openGuided(stage, id ?? '', leave)
    if (!bar) return
    dock.element.before(bar.element)
    button.setExpanded(true)
    bar.player.play()
    bar.focus()
  }

  function leave(): void {
    bar?.destroy()
    bar = undefined
    button.setExpanded(false)
    button.focus()
  }
  stage.on('guide', ({ plays, id }) => (plays ? void play(id) : bar?.player.pause()))
  return { rename: () => bar?.rename(), destroy: () => bar?.destroy() }
}
