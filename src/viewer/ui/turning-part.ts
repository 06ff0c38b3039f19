// The slow turning that a tour may begin with, and the button that stops it and lets it go on (WCAG 2.2.2). It waits for the first
// sharp picture and ends at the first touch, as every motion of the engine does.
import { autoRotate } from '../engine/rotation.ts'
import type { MakePart } from '../stage.ts'

const pause = 'M8 5v14M16 5v14'
const turn = 'M20 12a8 3.5 0 1 1-5-3.2M15 5.5v3.5h-3.5'

export const turningPart: MakePart = (stage) => {
  const { settings, panorama, dock } = stage
  const { turnsDegreesPerSecond } = settings
  if (!turnsDegreesPerSecond || panorama.reducedMotion) return undefined
  let isTurning = false
  let isFirst = true
  const button = dock.add({
    part: 'turning',
    icon: turn,
    order: 24,
    name: (words) => words.say(isTurning ? 'viewer.turning_pause' : 'viewer.turning_go'),
    onPress: () => go(!isTurning),
  })
  function go(turns: boolean): void {
    autoRotate(panorama, turns ? turnsDegreesPerSecond : undefined)
    show(turns)
  }
  function show(turns: boolean): void {
    isTurning = turns
    button.change(turns ? pause : turn)
  }
  const follow = () => button.setHidden(!('panorama' in stage.scene))
  const stopFollowing = stage.on('scene', follow)
  follow()
  // What turns is never settled: once it is, something has stopped it.
  const settled = () => {
    if (!('panorama' in stage.scene)) return
    const begins = isFirst && !panorama.lookAround
    isFirst = false
    if (begins) go(true)
    else show(false)
  }
  const stopListening = stage.on('settled', settled)
  // This part may come after the first sharp picture.
  if (stage.element.dataset.settled === 'true') settled()
  return {
    destroy: () => {
      stopFollowing()
      stopListening()
    },
  }
}
