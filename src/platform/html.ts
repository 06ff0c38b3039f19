// HTML written by the server. `html` escapes every value it is given, so that forgetting to escape is not possible.

/** Text that is HTML already. Only `html` and `jsonScript` make it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Html | readonly Html[] | null | undefined | false

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.reduce((text, part, index) => text + render(values[index - 1]) + part))
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value))
  return value.map((part) => part.text).join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? char)

/** Data for scripts. `<` and the line separators are escaped, so that no text in it can end the element. */
export function jsonScript(id: string, value: unknown, type = 'application/json'): Html {
  const json = (typeof value === 'string' ? value : JSON.stringify(value))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return new Html(`<script type="${escapeHtml(type)}"${id ? ` id="${escapeHtml(id)}"` : ''}>${json}</script>`)
}
