// Style rules that come with a part that is loaded later. Works in the document and in a shadow root, under a policy that allows no
// inline styles.

const sheets = new Map<string, CSSStyleSheet>()

/** Once per text and root, however often it is asked for. */
export function adoptStyle(root: Document | ShadowRoot, text: string): void {
  const sheet = sheets.get(text) ?? new CSSStyleSheet()
  if (!sheets.has(text)) {
    sheet.replaceSync(text)
    sheets.set(text, sheet)
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}
