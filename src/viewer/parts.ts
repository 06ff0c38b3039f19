// The parts of the viewer, in the order in which they are made. To add one: write its file, name it here.
import type { MakePart } from './stage.ts'
import { fullscreenPart } from './ui/fullscreen-part.ts'
import { languagesPart } from './ui/languages-part.ts'
import { scenesPart } from './ui/scenes-part.ts'
import { titlePart } from './ui/title-part.ts'
import { zoomPart } from './ui/zoom-part.ts'

export const parts: readonly MakePart[] = [titlePart, scenesPart, zoomPart, fullscreenPart, languagesPart]
