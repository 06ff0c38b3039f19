// One hotspot in the text of a tour's page: every kind in words, with the browser's own players and plain links. What search engines
// read, and what is left without scripts. Pure: data in, HTML out; the compiler asks for each kind.
import { type Html, html } from '#platform/html.ts'
import { word } from '#platform/words.ts'
import { factsInWords, type Say } from '#tour/facts-in-words.ts'
import { textIn } from '#tour/fallback.ts'
import type { Hotspot, PropertyHotspot, VideoSource } from '#tour/hotspots.ts'
import { kindKeys } from '#tour/hotspots-in-words.ts'
import { measurementSentence } from '#tour/measurement-in-words.ts'
import type { PublishedAttachment, PublishedFile, PublishedTour } from '#tour/published.ts'
import { isSafeAddress } from '#tour/rules.ts'
import type { Language, Text } from '#tour/text.ts'
import { videoHosts } from '#tour/video-hosts.ts'

type Part = Html | string | false | undefined

export function hotspotTwin(manifest: PublishedTour, hotspot: Hotspot, language: Language): Html {
  const read = (text: Text | undefined) => textIn(text, language)
  const say: Say = (key, values) => word(language, key, values)
  const attachment = (id: string | undefined) => (id ? manifest.attachments?.[id] : undefined)
  const named = (text: Text) =>
    html`<strong>${read(text) || (hotspot.kind !== 'link' && say(kindKeys[hotspot.kind]))}</strong>`
  switch (hotspot.kind) {
    case 'link':
      return wayTo(manifest, hotspot.targetSceneId, hotspot.label, language)
    case 'info':
      return html`<strong>${read(hotspot.title)}</strong> ${read(hotspot.body)}`
    case 'region':
      return hotspot.targetSceneId
        ? wayTo(manifest, hotspot.targetSceneId, hotspot.title, language)
        : html`${named(hotspot.title)} ${read(hotspot.body)}`
    case 'gallery':
      return html`${named(hotspot.title)}${hotspot.pictures.map(({ attachment: id, alt, caption }) =>
        figure(attachment(id), read(alt), read(caption)),
      )}`
    case 'video':
      return html`${named(hotspot.title)} ${video(hotspot.source, attachment, language)}`
    case 'sound': {
      const file = attachment(hotspot.attachment)?.file
      const name = read(hotspot.title) || say(kindKeys.sound)
      return html`${named(hotspot.title)} ${file && html`<audio src="${file.url}" controls preload="none" aria-label="${name}"></audio>`}`
    }
    case 'web':
      return isSafeAddress(hotspot.url) ? outwards(hotspot.url, read(hotspot.label)) : html`${read(hotspot.label)}`
    case 'flat': {
      const shown = attachment(hotspot.attachment)
      const alt = read(hotspot.alt) || say(kindKeys.flat)
      return shown?.kind === 'video' ? silentVideo(shown.file, alt) : figure(shown, alt, '')
    }
    case 'property':
      return html`${named(hotspot.title)}${propertyTwin(hotspot, attachment(hotspot.picture), language, say)}`
    case 'measurement':
      return html`${measurementSentence(hotspot, language, say)}`
  }
}

function wayTo({ scenes }: PublishedTour, sceneId: string, label: Text | undefined, language: Language): Html {
  const target = scenes.find((scene) => scene.id === sceneId)
  const text = textIn(label, language) || textIn(target?.name, language).slice(0, longestTarget)
  return html`<a href="#scene=${encodeURIComponent(sceneId)}">${text}</a>`
}

/** A name is written once and may be led to ten thousand times: the page must not grow with both. */
const longestTarget = 200

/** Sizes stand beside every picture: the text does not jump while they come. */
function figure(attachment: PublishedAttachment | undefined, alt: string, caption: string): Html {
  if (attachment?.kind !== 'picture') return html``
  const { url, widthPx, heightPx } = attachment.small ?? attachment.file
  return html`<figure><img src="${url}" alt="${alt || caption}"${size(widthPx, heightPx)} loading="lazy">${caption && html`<figcaption>${caption}</figcaption>`}</figure>`
}

const size = (widthPx: number | undefined, heightPx: number | undefined): Part =>
  widthPx !== undefined && heightPx !== undefined && html` width="${widthPx}" height="${heightPx}"`

function video(
  source: VideoSource | undefined,
  attachment: (id: string | undefined) => PublishedAttachment | undefined,
  language: Language,
): Part {
  if (!source) return undefined
  if (source.from === 'host') {
    const { name, pageUrl } = videoHosts[source.host]
    return outwards(pageUrl(source.videoId), word(language, 'viewer.video_at', { host: name }))
  }
  const file = attachment(source.attachment)?.file
  if (!file) return undefined
  const poster = attachment(source.poster)?.file.url
  const tracks = source.captions.flatMap(({ attachment: id, language: spoken }) => {
    const captions = attachment(id)
    if (!captions) return []
    return [
      html`<track kind="captions" src="${captions.file.url}" srclang="${spoken}"${spoken === language && html` default`}>`,
    ]
  })
  return html`<video src="${file.url}" controls playsinline preload="none"${poster && html` poster="${poster}"`}${size(file.widthPx, file.heightPx)}>${tracks}</video>`
}

const silentVideo = ({ url, widthPx, heightPx }: PublishedFile, name: string): Html =>
  html`${name} <video src="${url}" controls muted playsinline preload="none" aria-label="${name}"${size(widthPx, heightPx)}></video>`

function propertyTwin(
  { facts, url }: PropertyHotspot,
  picture: PublishedAttachment | undefined,
  language: Language,
  say: Say,
): Html {
  const rows = factsInWords(facts, language, say)
  const list = html`<dl>${rows.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
  return html`${figure(picture, '', '')}${rows.length > 0 && list}${url !== undefined && isSafeAddress(url) && outwards(url, '')}`
}

function outwards(url: string, text: string): Html {
  const { host, pathname } = new URL(url)
  return html`<a href="${url}" rel="noopener noreferrer nofollow">${text || host || pathname}</a>`
}
