// The whole screen for the tour, where the browser lets elements have it: iPhones do not, nor frames without the permission.
import type { MakePart } from '../stage.ts'
import { icons } from './dom.ts'

export const fullscreenPart: MakePart = (stage) => {
  const { dock, element } = stage
  if (!stage.shows('fullscreen') || !document.fullscreenEnabled) return undefined
  const isFull = () => element.matches(':fullscreen') || document.fullscreenElement?.contains(element) === true
  const button = dock.add({
    part: 'fullscreen',
    icon: icons.fullScreen,
    order: 30,
    name: (words) => words.say(isFull() ? 'viewer.leave_full_screen' : 'viewer.full_screen'),
    onPress: () => void (isFull() ? document.exitFullscreen() : element.requestFullscreen()).catch(() => {}),
  })
  const show = () => button.change(isFull() ? icons.leaveFullScreen : icons.fullScreen)
  document.addEventListener('fullscreenchange', show)
  return { destroy: () => document.removeEventListener('fullscreenchange', show) }
}
