// The button that opens the list of scenes, and when that list closes by itself. The list is fetched when somebody is about to open it.
import type { MakePart } from '../stage.ts'
import { icons } from './dom.ts'
import type { SceneList } from './scene-list.ts'
import { sayNotLoaded } from './sheet-button.ts'

export const scenesPart: MakePart = (stage) => {
  const { tour, element, dock } = stage
  if (tour.scenes.length < 2 || !stage.shows('scenes')) return undefined
  let list: SceneList | undefined
  let isOpen = false
  const button = dock.add({
    part: 'scenes',
    icon: icons.scenes,
    order: 0,
    name: (words) => words.say('viewer.scenes'),
    onPress: () => void toggle(!isOpen),
  })
  const load = () => import('./scene-list.ts').catch(() => undefined)

  async function toggle(opens: boolean): Promise<void> {
    isOpen = opens
    button.setExpanded(opens)
    // Sheet and list share one place on small screens.
    if (opens) stage.sheet.close()
    if (opens && !list) {
      const loaded = await load()
      if (!loaded) return sayNotLoaded(stage, 'viewer.scenes', button)
      list ??= new loaded.SceneList(tour, stage, choose)
      list.rename(stage.words)
      list.mark(stage.scene.id)
      element.append(list.element)
    }
    list?.toggle(isOpen)
  }
  function choose(id: string): void {
    if (list?.crowds(element)) close()
    // A jump is no walk: one begins where the scene begins.
    void stage.enterScene(id, { view: stage.sceneById(id)?.view, isStep: true })
  }
  /** The focus goes back to the button, unless it is somewhere else already. */
  function close(): void {
    const hadFocus = list?.element.matches(':focus-within')
    void toggle(false)
    if (hadFocus) button.focus()
  }
  const listeners = new AbortController()
  const { signal } = listeners
  element.addEventListener('keydown', ({ key }) => key === 'Escape' && isOpen && close(), { signal })
  const touchOutside = ({ target }: Event) => {
    const isInside = [list?.element, dock.element].some((own) => target instanceof Node && own?.contains(target))
    if (isOpen && !isInside) close()
  }
  element.addEventListener('pointerdown', touchOutside, { signal })
  button.element.addEventListener('pointerenter', load, { signal, once: true })
  stage.on('scene', (scene) => list?.mark(scene.id))
  stage.on('sheet', () => isOpen && void toggle(false))
  button.setExpanded(false)
  return {
    rename: () => list?.rename(stage.words),
    destroy: () => listeners.abort(),
  }
}
