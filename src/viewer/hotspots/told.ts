// Hotspots in words and with the browser's own means, where no panorama can be drawn. What a visitor would press there stands here
// as a picture, a player or a link.
import type { Hotspot } from '#tour/hotspots.ts'
import { kindKeys } from '#tour/hotspots-in-words.ts'
import { measurementSentence } from '#tour/measurement-in-words.ts'
import type { PublishedAttachment, PublishedFile, PublishedTour } from '#tour/published.ts'
import { isSafeAddress } from '#tour/rules.ts'
import type { Text } from '#tour/text.ts'
import { videoHosts } from '#tour/video-hosts.ts'
import { factsList } from '../facts.ts'
import { ownVideo } from '../media/own-video.ts'
import { make } from '../ui/dom.ts'
import type { Words } from '../words.ts'

export interface Teller {
  tour: PublishedTour
  words: Words
  /** A button that leads to a scene; nothing where that scene is gone. */
  wayTo(sceneId: string, label: Text | undefined): HTMLElement | undefined
}

/** What stands in the list of a scene for one hotspot; empty where there is nothing to tell. */
export function toldOf(hotspot: Hotspot, teller: Teller): (Node | string)[] {
  const { words } = teller
  const attachment = (id: string | undefined) => (id ? teller.tour.attachments?.[id] : undefined)
  const kind = hotspot.kind === 'link' ? '' : words.say(kindKeys[hotspot.kind])
  const titled = (title: Text, ...rest: (Node | undefined)[]) => [
    make('strong', {}, words.read(title) || kind),
    ...rest.filter((each) => each !== undefined),
  ]
  switch (hotspot.kind) {
    case 'link':
      return [teller.wayTo(hotspot.targetSceneId, hotspot.label)].filter((way) => way !== undefined)
    case 'info':
      return titled(hotspot.title, paragraph(words.read(hotspot.body)))
    case 'region': {
      const way = hotspot.targetSceneId ? teller.wayTo(hotspot.targetSceneId, hotspot.title) : undefined
      return way ? [way] : titled(hotspot.title, paragraph(words.read(hotspot.body)))
    }
    case 'gallery':
      return titled(
        hotspot.title,
        ...hotspot.pictures.map((picture) =>
          figure(attachment(picture.attachment), words.read(picture.alt), words.read(picture.caption)),
        ),
      )
    case 'video': {
      const { source } = hotspot
      if (source?.from === 'host') {
        const { name, pageUrl } = videoHosts[source.host]
        return titled(hotspot.title, outwards(pageUrl(source.videoId), words.say('viewer.video_at', { host: name })))
      }
      return titled(hotspot.title, source && ownVideo(source, { words, attachment }))
    }
    case 'sound': {
      const file = attachment(hotspot.attachment)?.file
      const name = words.read(hotspot.title) || words.say(kindKeys.sound)
      const player = file && make('audio', { src: file.url, controls: true, preload: 'none', 'aria-label': name })
      return titled(hotspot.title, player)
    }
    case 'web':
      return isSafeAddress(hotspot.url) ? [outwards(hotspot.url, words.read(hotspot.label))] : []
    case 'flat': {
      const shown = attachment(hotspot.attachment)
      const alt = words.read(hotspot.alt) || words.say(kindKeys.flat)
      const picture = figure(shown, alt, '')
      if (picture) return [picture]
      return shown ? [alt, silentVideo(shown.file, alt)] : []
    }
    case 'property': {
      const { url } = hotspot
      return titled(
        hotspot.title,
        figure(attachment(hotspot.picture), '', ''),
        factsList(hotspot.facts, words),
        url && isSafeAddress(url) ? outwards(url, '') : undefined,
      )
    }
    case 'measurement':
      return [measurementSentence(hotspot, words.language, (key, values) => words.say(key, values))]
  }
}

const paragraph = (text: string) => (text ? make('p', {}, text) : undefined)

function figure(attachment: PublishedAttachment | undefined, alt: string, caption: string): HTMLElement | undefined {
  if (attachment?.kind !== 'picture') return undefined
  const { url, widthPx, heightPx } = attachment.small ?? attachment.file
  const picture = make('img', {
    class: 'pv-flat-picture',
    src: url,
    alt: alt || caption,
    width: widthPx?.toString(),
    height: heightPx?.toString(),
    loading: 'lazy',
  })
  return make('figure', {}, picture, ...(caption ? [make('figcaption', {}, caption)] : []))
}

const silentVideo = ({ url, widthPx, heightPx }: PublishedFile, name: string) =>
  make('video', {
    class: 'pv-video',
    src: url,
    controls: true,
    muted: true,
    playsinline: true,
    preload: 'none',
    'aria-label': name,
    width: widthPx?.toString(),
    height: heightPx?.toString(),
  })

function outwards(url: string, text: string): HTMLElement {
  const { host, pathname } = new URL(url)
  return make(
    'a',
    { class: 'pv-flat-link', href: url, target: '_blank', rel: 'noopener noreferrer' },
    text || host || pathname,
  )
}
