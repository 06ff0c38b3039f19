// The switch by which a visitor asks to fetch nothing ahead; it is in the menu.
import type { MakePart } from '../stage.ts'

export const saverPart: MakePart = (stage) => {
  const { dock, savesData, panorama } = stage
  if (!stage.shows('help')) return undefined
  const button = dock.add({
    part: 'saver',
    icon: 'M12 4v9M8.5 9.5L12 13l3.5-3.5M5 16v3h14v-3',
    order: 42,
    name: (words) => words.say('viewer.saves_data'),
    onPress: () => {
      savesData.choose(!savesData.isOn)
      if (savesData.isOn) panorama.prefetch([])
      button.setPressed(savesData.isOn)
    },
  })
  button.setPressed(savesData.isOn)
  return {}
}
