// The button that opens the list of scenes, and when that list closes by itself.
import type { MakePart } from '../stage.ts'
import { icons } from './dom.ts'
import { SceneList } from './scene-list.ts'

export const scenesPart: MakePart = (stage) => {
  const { tour, element, dock } = stage
  if (tour.scenes.length < 2 || !stage.shows('scenes')) return undefined
  const list = new SceneList(tour, stage, (id) => {
    if (list.crowds(element)) close()
    void stage.enterScene(id, { isStep: true })
  })
  const button = dock.add({
    part: 'scenes',
    icon: icons.scenes,
    order: 0,
    name: (words) => words.say('viewer.scenes'),
    onPress: () => toggle(!list.isOpen),
  })

  function toggle(open: boolean): void {
    // Sheet and list share one place on small screens.
    if (open) stage.sheet.close()
    list.toggle(open)
    button.setExpanded(open)
  }
  /** The focus goes back to the button, unless it is somewhere else already. */
  function close(): void {
    const hadFocus = list.element.matches(':focus-within')
    toggle(false)
    if (hadFocus) button.focus()
  }
  const listeners = new AbortController()
  const { signal } = listeners
  element.addEventListener('keydown', ({ key }) => key === 'Escape' && list.isOpen && close(), { signal })
  const touchOutside = ({ target }: Event) => {
    const isInside = [list.element, dock.element].some((own) => target instanceof Node && own.contains(target))
    if (list.isOpen && !isInside) close()
  }
  element.addEventListener('pointerdown', touchOutside, { signal })
  stage.on('scene', (scene) => list.mark(scene.id))
  stage.on('sheet', () => toggle(false))
  element.append(list.element)
  list.mark(stage.scene.id)
  toggle(false)
  return {
    rename: () => list.rename(stage.words),
    destroy: () => listeners.abort(),
  }
}
