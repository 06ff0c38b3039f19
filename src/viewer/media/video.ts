// A video in the sheet: the tour's own with the browser's controls, or one of a video site, of which nothing is loaded before the
// visitor has said so. Both end when the sheet goes: what leaves the page falls silent.
import type { VideoHotspot, VideoSource } from '#tour/hotspots.ts'
import { videoHosts } from '#tour/video-hosts.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import style from './media.css?inline'
import { ownVideo } from './own-video.ts'

type HostSource = Extract<VideoSource, { from: 'host' }>

export function openVideo({ title, source }: VideoHotspot, stage: TourStage, giveFocusBack: () => void): void {
  const body = source?.from === 'file' ? ownVideo(source, stage) : source && hostVideo(source, stage)
  if (!body) return
  adoptStyle(stage.root, style)
  const { words } = stage
  stage.openSheet({
    title: words.read(title) || words.say('viewer.spot_video'),
    body,
    isWide: true,
    onClose: giveFocusBack,
  })
  if (body instanceof HTMLVideoElement) {
    body.focus({ preventScroll: true })
    // The press on the hotspot was the wish to see it; a browser that disagrees leaves its own button.
    body.play().catch(() => {})
  }
}

function hostVideo({ host, videoId }: HostSource, stage: TourStage): HTMLElement {
  const { words } = stage
  const { name, playerOrigin, player: pathOf } = videoHosts[host]
  const play = make('button', { type: 'button', class: 'pv-act' }, words.say('viewer.play_from', { host: name }))
  const asked = make(
    'div',
    { class: 'pv-video pv-video-asks' },
    make('p', {}, words.say('viewer.play_from_means', { host: name })),
    play,
  )
  play.addEventListener('click', () => {
    const player = make('iframe', {
      class: 'pv-video',
      src: playerOrigin + pathOf(videoId, words.language),
      title: words.say('viewer.player_of', { host: name }),
      allow: 'autoplay; fullscreen; encrypted-media; picture-in-picture',
      allowfullscreen: true,
      // Some sites play only where they are told who asks; the page's own policy would say nothing.
      referrerpolicy: 'strict-origin-when-cross-origin',
    })
    asked.replaceWith(player)
    player.focus({ preventScroll: true })
    // What sounds in the tour gives way; nothing else is known of a foreign player.
    player.dispatchEvent(new CustomEvent('pv-speaks', { bubbles: true }))
  })
  return asked
}
