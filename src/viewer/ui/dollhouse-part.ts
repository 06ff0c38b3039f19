// The button of the dollhouse: a tour with at least two rooms in their places has one. What it opens is loaded when it is pressed.
import { placeOf } from '#tour/place.ts'
import type { DollhouseView } from '../dollhouse/view.ts'
import type { MakePart } from '../stage.ts'

const fewestRooms = 2
const dollhouseIcon = 'M4 8l8-4 8 4-8 4zM4 8v8l8 4 8-4V8M12 12v8'

export const dollhousePart: MakePart = (stage) => {
  const rooms = stage.tour.scenes.filter((scene) => 'panorama' in scene && placeOf(scene))
  if (rooms.length < fewestRooms || !stage.shows('dollhouse')) return undefined
  let view: DollhouseView | undefined
  let isLoading = false
  const button = stage.dock.add({
    part: 'dollhouse',
    icon: dollhouseIcon,
    order: 8,
    name: (words) => words.say('viewer.dollhouse'),
    onPress: () => void (view ? view.leave() : open()),
  })
  button.setPressed(false)

  function close(): void {
    view = undefined
    button.setPressed(false)
  }
  async function open(): Promise<void> {
    if (isLoading) return
    isLoading = true
    try {
      const [{ DollhouseView }] = await Promise.all([import('../dollhouse/view.ts'), stage.completePreviews()])
      view = new DollhouseView(stage, close)
      button.setPressed(true)
    } catch {
      stage.openSheet({ title: stage.words.say('viewer.dollhouse'), body: stage.words.say('viewer.part_failed') })
    } finally {
      isLoading = false
    }
  }
  // It is drawn where panoramas are, and entered out of them.
  const follow = () => button.setHidden(!('panorama' in stage.scene))
  const end = stage.on('scene', () => {
    view?.close()
    follow()
  })
  follow()
  return {
    rename: () => view?.rename(),
    destroy: () => {
      end()
      view?.close()
    },
  }
}
