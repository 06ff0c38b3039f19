// The video sites whose players a tour may open, after a visitor has said so. No dependency: the public viewer ships this file, and
// the server's policy allows frames of exactly these.
import type { VideoHost } from './hotspots.ts'

interface VideoSite {
  name: string
  playerOrigin: string
  /** Path of the player that begins at once. */
  player(videoId: string, language: string): string
  /** Where the video is shown on the site itself. */
  pageUrl(videoId: string): string
}

export const videoHosts: Record<VideoHost, VideoSite> = {
  youtube: {
    name: 'YouTube',
    playerOrigin: 'https://www.youtube-nocookie.com',
    player: (id, language) => `/embed/${id}?autoplay=1&rel=0&playsinline=1&hl=${language}`,
    pageUrl: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  vimeo: {
    name: 'Vimeo',
    playerOrigin: 'https://player.vimeo.com',
    player: (id) => `/video/${id}?autoplay=1&dnt=1`,
    pageUrl: (id) => `https://vimeo.com/${id}`,
  },
  rutube: {
    name: 'RUTUBE',
    playerOrigin: 'https://rutube.ru',
    player: (id) => `/play/embed/${id}`,
    pageUrl: (id) => `https://rutube.ru/video/${id}/`,
  },
}
