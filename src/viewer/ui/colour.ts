// Gives a tour its own colour; how that colour keeps its contrast is worked out in theme.ts, fetched only for tours that have one.

/** The tour's own colour, with the contrast that the viewer owes its visitors. */
export async function colour(element: HTMLElement, accentColour: string | undefined): Promise<void> {
  if (!accentColour) return
  const theme = await import('../theme.ts').catch(() => undefined)
  if (!theme) return
  const { accent, onAccent, accentText } = theme.themeOf(accentColour)
  const colours = { accent, 'on-accent': onAccent, 'accent-text': accentText, spot: accent, 'on-spot': onAccent }
  for (const [name, value] of Object.entries(colours)) element.style.setProperty(`--pv-${name}`, value)
}
