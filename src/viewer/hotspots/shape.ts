// What areas and lines over the picture have in common.
import type { Camera, Point } from '#tour/projection.ts'
import { setAttributes } from '../ui/dom.ts'
import type { Eye } from './outline.ts'

export interface ShapeView {
  rename(): void
  /** Asks the page how large its texts are. */
  measure(): void
  /** The box around its text, where that is shown. */
  place(eye: Eye, camera: Camera, hides: (box: Box) => boolean): void
}

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const namespace = 'http://www.w3.org/2000/svg'
export const svg = (name: 'svg' | 'path', attributes: Record<string, string | undefined>) => {
  const element = document.createElementNS(namespace, name)
  setAttributes(element, attributes)
  return element
}

export const moved = ({ x, y }: Point) => `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`
