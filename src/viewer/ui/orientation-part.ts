// The toggle that lets the visitor look around by turning the device; says why, where that is not to be had.
import type { MakePart } from '../stage.ts'

export const orientationPart: MakePart = (stage) => {
  const { dock, panorama, words } = stage
  const isHeld = window.matchMedia('(pointer: coarse)').matches && 'DeviceOrientationEvent' in window
  if (!isHeld || !stage.shows('orientation')) return undefined
  let end: (() => void) | undefined
  const button = dock.add({
    part: 'orientation',
    icon: 'M9 3h6a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM4 8.5C2.7 10.5 2.7 13.5 4 15.5M20 8.5c1.3 2 1.3 5 0 7',
    order: 26,
    name: () => words.say('viewer.orientation'),
    onPress: () => void toggle(),
  })
  button.setPressed(false)
  // Models are turned by hand.
  const follow = () => button.setHidden(!('panorama' in stage.scene))
  const stopFollowing = stage.on('scene', follow)
  follow()

  async function toggle(): Promise<void> {
    if (end) {
      end()
      end = undefined
      button.setPressed(false)
      return
    }
    const { attachOrientation, endOrientation } = await import('../engine/orientation.ts')
    const answer = await attachOrientation(panorama)
    if (answer === 'on') {
      end = () => endOrientation(panorama)
      button.setPressed(true)
      return
    }
    stage.openSheet({
      title: words.say('viewer.orientation'),
      body: words.say(`viewer.orientation_${answer}`),
      onClose: () => button.focus(),
    })
  }
  return {
    destroy: () => {
      stopFollowing()
      end?.()
    },
  }
}
