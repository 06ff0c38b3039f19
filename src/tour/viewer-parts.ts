// The closed list of the viewer's parts that a tour or an embedding page can switch off. No dependency: the viewer ships this file.

export const viewerParts = [
  'title',
  'scenes',
  'plan',
  'dollhouse',
  'guided',
  'facts',
  'contact',
  'share',
  'measure',
  'sound',
  'zoom',
  'fullscreen',
  'vr',
  'orientation',
  'languages',
  'help',
  'report',
  'credit',
] as const
export type ViewerPart = (typeof viewerParts)[number]
