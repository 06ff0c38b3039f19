// The sheet about the tour: what it shows, the place where the visitor is, and the facts of the property. Fetched when it is opened.
import { factsList } from '../facts.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import type { SheetContent } from '../ui/sheet.ts'
import style from './sheets.css?inline'

export function factsSheet(stage: TourStage): SheetContent {
  const { words, root, tour, scene } = stage
  adoptStyle(root, style)
  const body = make('div', { class: 'pv-sheet' })
  const facts = tour.property && factsList(tour.property, words)
  const level = tour.levels?.find(({ id }) => id === scene.levelId)
  if (facts) body.append(facts)
  body.append(...paragraphs(words.read(tour.description)))
  const told = words.read(scene.description)
  if (told) {
    const place = [words.read(level?.name), stage.nameOf(scene)].filter(Boolean).join(' · ')
    body.append(make('section', {}, make('h3', {}, place), ...paragraphs(told)))
  }
  body.append(make('p', { class: 'pv-muted' }, tour.publisher))
  return { title: words.read(tour.title), body }
}

const paragraphs = (text: string) =>
  text.split(/\n{2,}/).flatMap((part) => (part.trim() ? [make('p', {}, part.trim())] : []))
