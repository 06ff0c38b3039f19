// The parts that are a button with a sheet: about the tour, contact, sharing, help, report. Each sheet is a chunk of its own, fetched
// when it is asked for.
import type { MakePart, TourStage } from '../stage.ts'
import { addSheetButton } from './sheet-button.ts'

export const factsPart: MakePart = (stage) => {
  const { tour } = stage
  const tells =
    tour.property || hasText(tour.description) || tour.scenes.some(({ description }) => hasText(description))
  if (!tells || !stage.shows('facts')) return undefined
  const icon = 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 11v5M12 8v.1'
  const load = async () => (await import('../sheets/facts.ts')).factsSheet
  addSheetButton(stage, { part: 'facts', icon, order: 10, name: 'viewer.about', load })
  return {}
}

export const contactPart: MakePart = (stage) => {
  const { contact } = stage.tour
  const isReachable =
    contact &&
    (contact.phone ||
      contact.whatsapp ||
      contact.telegram ||
      contact.email ||
      (contact.takesMessages && stage.settings.site))
  if (!isReachable || !stage.shows('contact')) return undefined
  const icon = 'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z'
  const load = async () => (await import('../sheets/contact.ts')).contactSheet
  addSheetButton(stage, { part: 'contact', icon, order: 12, name: 'viewer.contact', load })
  return {}
}

export const sharePart: MakePart = (stage) => {
  if (!stage.settings.site || !stage.shows('share')) return undefined
  const icon = 'M12 15V4M8 8l4-4 4 4M6 12H5v8h14v-8h-1'
  const load = async () => (await import('../sheets/share.ts')).shareSheet
  addSheetButton(stage, { part: 'share', icon, order: 14, name: 'viewer.share', load })
  return {}
}

export const helpPart: MakePart = (stage) => {
  if (!stage.shows('help')) return undefined
  const icon = 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM9.6 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.8M12 16.5v.1'
  const load = async () => (await import('../sheets/help.ts')).helpSheet
  const open = addSheetButton(stage, { part: 'help', icon, order: 40, name: 'viewer.help_title', load })
  const asked = ({ key, target }: KeyboardEvent) => {
    if (key === '?' && !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) void open()
  }
  // A page that is all the viewer's is asked wherever the focus is.
  const where = stage.settings.ownsAddress ? document.documentElement : stage.element
  where.addEventListener('keydown', asked)
  return { destroy: () => where.removeEventListener('keydown', asked) }
}

export const reportPart: MakePart = (stage) => {
  if (!stage.settings.site || !stage.shows('report')) return undefined
  const icon = 'M6 21V4h11l-2 4 2 4H6'
  const load = async () => (await import('../sheets/report.ts')).reportSheet
  addSheetButton(stage, { part: 'report', icon, order: 44, name: 'viewer.report', load })
  return {}
}

const hasText = (text: TourStage['tour']['description'] | undefined) => Object.values(text ?? {}).some(Boolean)
