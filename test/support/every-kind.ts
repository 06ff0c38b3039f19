// A tour with every kind of hotspot, for tests that press them all.
import type { Browser } from 'playwright-core'
import type { Hotspot } from '#tour/hotspots.ts'
import { recordVideo } from './recorded-video.ts'
import { addCaptions, addPicture, addSound, addVideo, type TourMedia } from './tour-media.ts'
import { type ServedTour, serveTour } from './viewer-tour.ts'

const at = (yawDegrees: number, pitchDegrees: number) => ({ yawDegrees, pitchDegrees })

const hall: Hotspot[] = [
  {
    id: 'gallery',
    kind: 'gallery',
    ...at(-34, 4),
    title: { en: 'The view', ru: 'Вид из окна', kk: 'Терезеден көрініс' },
    pictures: [
      { attachment: 'red', caption: { en: 'Morning', ru: 'Утро', kk: 'Таң' }, alt: { en: 'Red stripes' } },
      { attachment: 'green', caption: {}, alt: { en: 'Green stripes' } },
      { attachment: 'blue', caption: { en: 'Evening' }, alt: {} },
    ],
  },
  { id: 'info', kind: 'info', ...at(-18, -14), title: { en: 'Floor', kk: 'Еден' }, body: { en: 'Oak.', kk: 'Емен.' } },
  {
    id: 'property',
    kind: 'property',
    ...at(-6, 14),
    title: { en: 'Flat 12', ru: 'Квартира 12', kk: '12-пәтер' },
    facts: {
      kind: 'flat',
      deal: 'sale',
      priceTiyn: 4_500_000_000,
      roomCount: 3,
      areaSquareMetres: 84.7,
      storey: 5,
      storeyCount: 9,
      address: { en: '1 Abai Avenue, Astana', ru: 'Астана, проспект Абая, 1', kk: 'Астана, Абай даңғылы, 1' },
    },
    picture: 'green',
    url: 'https://example.kz/flats/12',
  },
  { id: 'upstairs', kind: 'link', ...at(12, -6), targetSceneId: 'studio' },
  {
    id: 'web',
    kind: 'web',
    ...at(34, 6),
    label: { en: 'The developer', ru: 'Сайт застройщика', kk: 'Құрылыс салушының сайты' },
    url: 'https://example.kz/about?from=tour',
  },
  { id: 'to walls', kind: 'link', ...at(150, 0), targetSceneId: 'walls' },
]

const studio: Hotspot[] = [
  {
    id: 'own video',
    kind: 'video',
    ...at(-25, 0),
    title: { en: 'Around the house', ru: 'Вокруг дома', kk: 'Үйдің айналасы' },
    source: {
      from: 'file',
      attachment: 'film',
      poster: 'blue',
      captions: [
        { language: 'en', attachment: 'captions' },
        { language: 'kk', attachment: 'captions' },
      ],
    },
  },
  {
    id: 'hosted video',
    kind: 'video',
    ...at(25, 0),
    title: { en: 'From the air' },
    source: { from: 'host', host: 'youtube', videoId: 'abc_DEF-123' },
  },
  {
    id: 'fountain',
    kind: 'sound',
    ...at(0, -12),
    title: { en: 'Fountain', ru: 'Фонтан', kk: 'Субұрқақ' },
    attachment: 'tone',
    repeats: true,
    volume: 0.8,
    reachDegrees: 90,
  },
]

const atSamePlace = ['Tap', 'Sink'].map(
  (name): Hotspot => ({
    id: `same place ${name}`,
    kind: 'info',
    ...at(18, 14),
    title: { en: name },
    body: { en: `Of the ${name.toLowerCase()}.` },
  }),
)

export const regionCorners = [at(-42, 18), at(-20, 22), at(-18, -8), at(-44, -10)]
export const flatCorners: [ReturnType<typeof at>, ReturnType<typeof at>, ReturnType<typeof at>, ReturnType<typeof at>] =
  [at(-8, 14), at(12, 14), at(12, -4), at(-8, -4)]

const walls: Hotspot[] = [
  {
    id: 'door',
    kind: 'region',
    ...at(-31, 6),
    corners: regionCorners,
    title: { en: 'Balcony', ru: 'Балкон', kk: 'Балкон' },
    body: { en: 'Faces south.', kk: 'Оңтүстікке қарайды.' },
  },
  {
    id: 'picture',
    kind: 'flat',
    ...at(2, 5),
    corners: flatCorners,
    attachment: 'red',
    alt: { en: 'A painting', kk: 'Сурет' },
  },
  {
    id: 'screen',
    kind: 'flat',
    ...at(31, 5),
    corners: [at(20, 12), at(42, 12), at(42, -4), at(20, -4)],
    attachment: 'film',
    alt: { en: 'A screen' },
  },
  {
    id: 'length',
    kind: 'measurement',
    ...at(-20, -22),
    to: at(30, -22),
    lengthMetres: 2.4,
    label: { en: 'Wall', ru: 'Стена', kk: 'Қабырға' },
    isApproximate: true,
  },
  ...[0, 1.5, 3].map(
    (by): Hotspot => ({ id: `near ${by}`, kind: 'info', ...at(by - 10, -16), title: { en: `Near ${by}` }, body: {} }),
  ),
  {
    id: 'to hall',
    kind: 'region',
    ...at(120, 0),
    corners: [at(110, 10), at(130, 10), at(130, -10), at(110, -10)],
    title: {},
    body: {},
    targetSceneId: 'hall',
  },
]

export async function serveEveryKind(browser: Browser): Promise<ServedTour> {
  const media: TourMedia = { attachments: {}, files: {} }
  await addPicture(media, 'red', 1200, 900, '#c02020')
  await addPicture(media, 'green', 900, 1200, '#20a040')
  await addPicture(media, 'blue', 400, 300, '#2040c0')
  addSound(media, 'tone', 4, 440)
  addSound(media, 'room', 6, 220)
  addCaptions(media, 'captions', 'A garden.')
  addVideo(media, 'film', await recordVideo(browser, 160, 90), 160, 90)
  const levels = [
    { id: 'ground', name: { en: 'Ground floor' }, elevationMetres: 0 },
    { id: 'upper', name: { en: 'Upper floor' }, elevationMetres: 3 },
  ]
  return serveTour(
    [
      { id: 'hall', hotspots: hall, more: { levelId: 'ground' } },
      {
        id: 'studio',
        hotspots: [...studio, ...atSamePlace],
        more: { levelId: 'upper', sound: { attachment: 'room', volume: 0.4 } },
      },
      { id: 'walls', hotspots: walls, more: { levelId: 'ground' } },
    ],
    90,
    { tour: { attachments: media.attachments, levels }, files: media.files },
  )
}
