// The button of the measure: only scenes with a room box have one. What it starts is loaded when it is pressed.
import type { RoomBox } from '#tour/room-box.ts'
import type { Measured, MeasureTool } from '../measure/tool.ts'
import type { MakePart, TourStage } from '../stage.ts'

const rulerIcon = 'M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l3 3M13 6l2 2'

const boxOf = ({ scene }: Pick<TourStage, 'scene'>): RoomBox | undefined =>
  'roomBox' in scene ? scene.roomBox : undefined

export const measurePart: MakePart = (stage) => {
  const hasAny = stage.tour.scenes.some((scene) => 'roomBox' in scene && scene.roomBox)
  if (!hasAny || !stage.shows('measure')) return undefined
  /** What was measured, by scene. */
  const measured = new Map<string, Measured[]>()
  let tool: MeasureTool | undefined
  let isLoading = false
  const button = stage.dock.add({
    part: 'measure',
    icon: rulerIcon,
    order: 14,
    name: (words) => words.say('viewer.measure'),
    onPress: () => void (tool ? tool.close() : open()),
  })
  button.setPressed(false)

  function close(): void {
    tool = undefined
    button.setPressed(false)
  }
  async function open(): Promise<void> {
    if (isLoading) return
    isLoading = true
    try {
      const { MeasureTool } = await import('../measure/tool.ts')
      // The visitor may have gone on meanwhile.
      const box = boxOf(stage)
      if (!box) return
      const { id } = stage.scene
      const ofScene = measured.get(id) ?? []
      measured.set(id, ofScene)
      tool = new MeasureTool(stage, box, ofScene, close)
      button.setPressed(true)
    } catch {
      stage.openSheet({ title: stage.words.say('viewer.measure'), body: stage.words.say('viewer.part_failed') })
    } finally {
      isLoading = false
    }
  }
  const end = stage.on('scene', () => {
    tool?.close()
    button.setHidden(boxOf(stage) === undefined)
  })
  button.setHidden(boxOf(stage) === undefined)
  return {
    rename: () => tool?.rename(),
    destroy: () => {
      end()
      tool?.close()
    },
  }
}
