// Hotspots that open something to look at or to listen to. What they open is fetched when a visitor comes near.
import type { GalleryHotspot, SoundHotspot, VideoHotspot } from '#tour/hotspots.ts'
import type { HotspotView } from './kinds.ts'
import { whenLoaded } from './lazily.ts'
import { smallPicture } from './preview.ts'
import { signs } from './signs.ts'

const lightbox = () => import('../media/lightbox.ts')
const video = () => import('../media/video.ts')
const soundSwitch = () => import('../media/sound-switch.ts')

export const galleryHotspot: HotspotView<GalleryHotspot> = {
  sign: () => signs.gallery,
  label: (gallery, { words }) => words.read(gallery.title),
  approach: () => void lightbox().catch(() => {}),
  activate: (gallery, stage, giveFocusBack) =>
    whenLoaded(stage, lightbox(), ({ openGallery }) => openGallery(gallery, stage, giveFocusBack)),
  preview: (gallery, stage) => smallPicture(stage.attachment(gallery.pictures[0]?.attachment)),
}

export const videoHotspot: HotspotView<VideoHotspot> = {
  sign: () => signs.video,
  label: (shown, { words }) => words.read(shown.title),
  approach: () => void video().catch(() => {}),
  activate: (shown, stage, giveFocusBack) =>
    whenLoaded(stage, video(), ({ openVideo }) => openVideo(shown, stage, giveFocusBack)),
}

export const soundHotspot: HotspotView<SoundHotspot> = {
  sign: () => signs.sound,
  label: (sound, { words }) => words.read(sound.title),
  activate: (sound, stage) => whenLoaded(stage, soundSwitch(), ({ soundOf }) => soundOf(stage)?.press(sound.id)),
}
