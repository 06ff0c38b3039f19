// Making elements without HTML strings: texts of a tour can never become markup.

type Attributes = Record<string, string | boolean | undefined>

/** `true` sets an empty attribute, `false` and undefined leave it out. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  setAttributes(element, attributes)
  element.append(...children)
  return element
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(key)
    else element.setAttribute(key, value === true ? '' : value)
  }
}

/** A button that shows a picture and says its name to those who can't see it. */
export function iconButton(path: string, onClick: () => void, className = 'pv-button'): HTMLButtonElement {
  const button = make('button', { type: 'button', class: className }, icon(path))
  button.addEventListener('click', onClick)
  return button
}

export function nameButton(button: HTMLButtonElement, name: string): void {
  setAttributes(button, { 'aria-label': name, title: name })
}

const svg = 'http://www.w3.org/2000/svg'

export function icon(path: string): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg')
  setAttributes(picture, { viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'pv-icon' })
  const line = document.createElementNS(svg, 'path')
  line.setAttribute('d', path)
  picture.append(line)
  return picture
}

/** Strokes of 1.75 px on a grid of 24. */
export const icons = {
  scenes: 'M4 7a2 2 0 0 1 2-2h5v6H4zM13 5h5a2 2 0 0 1 2 2v4h-7zM4 13h7v6H6a2 2 0 0 1-2-2zM13 13h7v4a2 2 0 0 1-2 2h-5z',
  zoomIn: 'M12 5v14M5 12h14',
  zoomOut: 'M5 12h14',
  fullScreen: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  leaveFullScreen: 'M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5',
  close: 'M6 6l12 12M18 6L6 18',
  walk: 'M6 14l6-6 6 6M6 19l6-6 6 6',
  info: 'M12 11v6M12 7.2v.1',
  more: 'M5 12a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0M11.1 12a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0M17.2 12a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0',
}
