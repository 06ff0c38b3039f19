// A pasted video link (or the site's own embed code) as host and id, the only form in which a document names it. Pure.
import type { VideoHost } from '#tour/hotspots.ts'

export interface HostedVideo {
  host: VideoHost
  videoId: string
}

/** `unlisted`: the site plays it only with a secret in the address, which visitors' players are not given. */
export type VideoLink = { video: HostedVideo } | { problem: 'unknown' | 'unlisted' }

export function readVideoLink(pasted: string): VideoLink {
  const url = addressIn(pasted)
  if (!url) return { problem: 'unknown' }
  const host = url.hostname.replace(/^(www|m|music)\./, '')
  const read = sites[host]
  return read?.(url, url.pathname.split('/').filter(Boolean)) ?? { problem: 'unknown' }
}

/** The address itself, the one in an embed code, or one that was written without https. */
function addressIn(pasted: string): URL | undefined {
  const text = /<iframe[^>]*\ssrc=["']([^"']+)["']/i.exec(pasted)?.[1] ?? pasted.trim()
  const address = text.startsWith('//') ? `https:${text}` : /^https?:\/\//i.test(text) ? text : `https://${text}`
  return URL.canParse(address) ? new URL(address) : undefined
}

type Reader = (url: URL, parts: string[]) => VideoLink

const found = (host: VideoHost, videoId: string | undefined | null, pattern: RegExp): VideoLink =>
  videoId && pattern.test(videoId) ? { video: { host, videoId } } : { problem: 'unknown' }

const youtube: Reader = (url, [first, second]) => {
  const isPlayer = first !== undefined && ['embed', 'shorts', 'live', 'v'].includes(first)
  return found('youtube', isPlayer ? second : url.searchParams.get('v'), /^[\w-]{11}$/)
}
const vimeo: Reader = (url, parts) => {
  const at = parts.findIndex((part) => /^\d{5,}$/.test(part))
  const secret = url.searchParams.get('h') ?? parts[at + 1]
  if (at >= 0 && secret && /^[0-9a-f]{6,}$/i.test(secret)) return { problem: 'unlisted' }
  return found('vimeo', parts[at], /^\d{5,}$/)
}
const rutube: Reader = (url, parts) => {
  if (url.searchParams.has('p') || parts.includes('private')) return { problem: 'unlisted' }
  return found(
    'rutube',
    parts.find((part) => /^[0-9a-f]{32}$/i.test(part)),
    /^[0-9a-f]{32}$/i,
  )
}

const sites: Record<string, Reader> = {
  'youtube.com': youtube,
  'youtube-nocookie.com': youtube,
  'youtu.be': (_, [videoId]) => found('youtube', videoId, /^[\w-]{11}$/),
  'vimeo.com': vimeo,
  'player.vimeo.com': vimeo,
  'rutube.ru': rutube,
}

/** The address at which the site itself shows the video. */
export function addressOfVideo({ host, videoId }: HostedVideo): string {
  const addresses: Record<VideoHost, string> = {
    youtube: `https://www.youtube.com/watch?v=${videoId}`,
    vimeo: `https://vimeo.com/${videoId}`,
    rutube: `https://rutube.ru/video/${videoId}/`,
  }
  return addresses[host]
}
