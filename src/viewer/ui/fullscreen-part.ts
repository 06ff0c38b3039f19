// The whole screen for the tour, where the browser lets elements have it (iPhones do not).
import type { MakePart } from '../stage.ts'
import { icons } from './dom.ts'

export const fullscreenPart: MakePart = ({ dock, element, shows }) => {
  if (!shows('fullscreen') || !document.fullscreenEnabled) return undefined
  const enter = dock.add({
    part: 'fullscreen',
    icon: icons.fullScreen,
    order: 30,
    name: (words) => words.say('viewer.full_screen'),
    onPress: () => void element.requestFullscreen().catch(() => {}),
  })
  const leave = dock.add({
    part: 'fullscreen',
    icon: icons.leaveFullScreen,
    order: 30,
    name: (words) => words.say('viewer.leave_full_screen'),
    onPress: () => void document.exitFullscreen().catch(() => {}),
  })
  const show = () => {
    const isFull = element.matches(':fullscreen') || document.fullscreenElement?.contains(element) === true
    enter.setHidden(isFull)
    leave.setHidden(!isFull)
  }
  document.addEventListener('fullscreenchange', show)
  show()
  return { destroy: () => document.removeEventListener('fullscreenchange', show) }
}
