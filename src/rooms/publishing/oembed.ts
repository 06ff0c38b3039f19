// oEmbed 1.0: what a site that was given a tour's address needs to show it in a frame of its own. Pure.
import type { PublishedTour } from '#tour/published.ts'

const widest = 1280
const ratio = 16 / 9
const lowest = 240

export interface AskedSize {
  maxwidth?: number
  maxheight?: number
}

/** 16:9 as large as the asker allows, never lower than a tour can be used in unless asked for. */
export function sizeFor({ maxwidth = widest, maxheight }: AskedSize): { width: number; height: number } {
  const width = Math.min(widest, maxwidth)
  const height = Math.max(lowest, Math.round(width / ratio))
  return { width, height: Math.min(height, maxheight ?? height) }
}

/** The slug in the address of a tour's page or frame on this installation, whatever its parameters; undefined for others. */
export function slugInAddress(address: string, origin: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const found = /^\/(?:t|embed)\/([^/]+)\/?$/.exec(url.pathname)?.[1]
  return url.origin === origin ? found : undefined
}

export function oEmbed(
  { slug, manifest }: { slug: string; manifest: PublishedTour },
  title: string,
  address: URL,
  asked: AskedSize,
) {
  const { origin } = address
  const { width, height } = sizeFor(asked)
  const frame = new URL(`/embed/${slug}`, origin)
  for (const name of passedOn) {
    const value = address.searchParams.get(name)
    if (value !== null) frame.searchParams.set(name, value)
  }
  frame.hash = address.hash
  const start = manifest.scenes.find((scene) => scene.id === manifest.start) ?? manifest.scenes[0]
  const thumbnail = start?.thumbnailUrl
  return {
    version: '1.0',
    type: 'rich',
    title,
    author_name: manifest.publisher,
    provider_name: 'Panoqor',
    provider_url: origin,
    width,
    height,
    html: `<iframe src="${escaped(frame.href)}" width="${width}" height="${height}" title="${escaped(title)}" style="border:0" loading="lazy" allow="${permissions}"></iframe>`,
    ...(thumbnail && {
      thumbnail_url: new URL(thumbnail, origin).href,
      thumbnail_width: 480,
      thumbnail_height: 320,
    }),
  }
}

const permissions = 'fullscreen; gyroscope; accelerometer; xr-spatial-tracking; clipboard-write; web-share'
/** What the address asked of the page, the frame is asked too. */
const passedOn = ['lang', 'hide', 'rotate', 'opening', 'scroll']

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
