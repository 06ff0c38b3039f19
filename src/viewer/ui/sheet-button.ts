// A button of the dock that opens a sheet. What the sheet holds is made, and mostly fetched, when it is asked for.
import type { TourStage } from '../stage.ts'
import type { DockButton, DockItem } from './dock.ts'
import type { SheetContent } from './sheet.ts'

export type MakeSheet = (stage: TourStage) => SheetContent

export interface SheetButtonWish extends Pick<DockItem, 'part' | 'icon' | 'order'> {
  /** Key of its name, which is also the sheet's title. */
  name: string
  load(): Promise<MakeSheet> | MakeSheet
}

/** Returns the function that opens the sheet. */
export function addSheetButton(
  stage: TourStage,
  { part, icon, order, name, load }: SheetButtonWish,
): () => Promise<void> {
  let isOpen = false
  const button = stage.dock.add({ part, icon, order, name: (words) => words.say(name), onPress: () => void toggle() })
  button.setExpanded(false)

  async function open(): Promise<void> {
    const content = await contentOf(stage, name, load)
    stage.openSheet({
      ...content,
      onClose: () => button.focus(),
      onGone: () => {
        isOpen = false
        button.setExpanded(false)
        content.onGone?.()
      },
    })
    isOpen = true
    button.setExpanded(true)
  }
  const toggle = () => (isOpen ? stage.sheet.close() : open())
  return open
}

/** The chunk did not come: the visitor hears it where they asked, and may press again. */
export function sayNotLoaded(stage: TourStage, name: string, button: DockButton): void {
  const { words } = stage
  stage.openSheet({ title: words.say(name), body: words.say('viewer.part_failed'), onClose: () => button.focus() })
}

async function contentOf(stage: TourStage, name: string, load: SheetButtonWish['load']): Promise<SheetContent> {
  try {
    return (await load())(stage)
  } catch {
    // The chunk did not come: the visitor hears it where they asked, and may press again.
    return { title: stage.words.say(name), body: stage.words.say('viewer.part_failed') }
  }
}
