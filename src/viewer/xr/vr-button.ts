// The button into VR. What it opens is loaded when it is pressed; where it can't be entered it says why.
import type { Part, TourStage } from '../stage.ts'

const glasses =
  'M4.5 7h15A1.5 1.5 0 0 1 21 8.5v7a1.5 1.5 0 0 1-1.5 1.5H16l-2.3-2.9a2.2 2.2 0 0 0-3.4 0L8 17H4.5A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7z'

const reasons = {
  denied: 'viewer.vr_denied',
  missing: 'viewer.orientation_missing',
  failed: 'viewer.vr_failed',
  unloaded: 'viewer.part_failed',
} as const

/** Into a headset, or into glasses that hold a phone. */
export function vrButton(stage: TourStage, hasHeadset: boolean): Part {
  const { words } = stage
  const name = () => words.say(hasHeadset ? 'viewer.vr' : 'viewer.vr_cardboard')
  const load = hasHeadset
    ? async () => (await import('./headset.ts')).enterHeadset
    : async () => (await import('./cardboard.ts')).enterCardboard
  let isBusy = false
  const button = stage.dock.add({ part: 'vr', icon: glasses, order: 28, name, onPress: () => void enter() })

  async function enter(): Promise<void> {
    if (isBusy || !('panorama' in stage.scene)) return
    isBusy = true
    stage.emit('guide', { plays: false })
    stage.sheet.close()
    const answer = await ask().catch(() => 'unloaded' as const)
    if (answer === 'on') return
    isBusy = false
    stage.openSheet({ title: name(), body: words.say(reasons[answer]), onClose: () => button.focus() })
  }

  async function ask(): Promise<'on' | keyof typeof reasons> {
    const enterVr = await load()
    return enterVr(stage, () => {
      isBusy = false
      button.focus()
    })
  }

  const show = () => button.setHidden(!('panorama' in stage.scene))
  // Fetched while the finger is still on it: browsers let nobody into VR who waits for long after the press.
  button.element.addEventListener('pointerdown', () => void load().catch(() => {}))
  const stopFollowing = stage.on('scene', show)
  show()
  return {
    destroy: () => {
      stopFollowing()
      button.remove()
    },
  }
}
