// The button of the floor plan; where there is room the plan opens by itself once the picture is sharp. Fetched only then.
import { hasPlans } from '../plan/has-plans.ts'
import type { PlanView } from '../plan/plan-view.ts'
import type { MakePart } from '../stage.ts'

/** A smaller picture is left to itself. */
const roomy = { widthPx: 900, heightPx: 560 }

export const planPart: MakePart = (stage) => {
  const { element, dock } = stage
  if (!stage.shows('plan') || !hasPlans(stage.tour)) return undefined
  let view: PlanView | undefined
  let isWanted = false
  const button = dock.add({
    part: 'plan',
    icon: 'M4 4h16v16H4zM4 12h7M11 4v4M11 16v4M15 12h5',
    order: 4,
    name: (words) => words.say('viewer.plan'),
    onPress: () => void toggle(!isWanted),
  })

  async function toggle(open: boolean): Promise<void> {
    isWanted = open
    button.setExpanded(open)
    if (open && !view) {
      const loaded = await import('../plan/plan-view.ts').catch(() => undefined)
      if (!loaded) return void toggle(false)
      view ??= new loaded.PlanView(stage, close)
      // Before the dock, so that the tab key meets it on the way there.
      dock.element.before(view.element)
    }
    if (view && isWanted) view.open()
    else if (view) view.element.hidden = true
  }
  function close(): void {
    void toggle(false)
    button.focus()
  }
  const waiting = stage.on('settled', () => {
    waiting()
    const isRoomy = element.clientWidth >= roomy.widthPx && element.clientHeight >= roomy.heightPx
    if (isRoomy && !isWanted) void toggle(true)
  })
  stage.on('sheet', () => view?.enlarge(false))
  element.addEventListener('keydown', ({ key }) => key === 'Escape' && view?.enlarge(false))
  button.setExpanded(false)
  return { rename: () => view?.rename(), destroy: () => view?.destroy() }
}
