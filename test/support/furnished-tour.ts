// A small tour that has everything which stands around the picture: levels with a drawing and without, guided tours, contact, facts.
import sharp from 'sharp'
import type { PublishedTour } from '#tour/published.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { addSound, type TourMedia } from './tour-media.ts'
import { type SceneWish, type ServedTour, serveTour } from './viewer-tour.ts'

const text = (kk: string, ru: string, en: string) => ({ kk, ru, en })
const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
const roomBox: RoomBox = {
  yawDegrees: 0,
  frontMetres: 2,
  backMetres: 2,
  leftMetres: 2,
  rightMetres: 2,
  upMetres: 1.2,
  downMetres: 1.5,
}
const link = (targetSceneId: string, yawDegrees: number) =>
  ({ id: `to ${targetSceneId}`, kind: 'link', yawDegrees, pitchDegrees: -8, targetSceneId }) as const

const scenes: SceneWish[] = [
  {
    id: 'living',
    hotspots: [link('kitchen', 25)],
    more: {
      levelId: 'ground',
      description: text('Күні бойы жарық бөлме.', 'Светлая комната.', 'A bright room.'),
      pose: { headingDegrees: 40 },
    },
  },
  { id: 'kitchen', hotspots: [link('living', -150)], more: { levelId: 'ground', pose: { headingDegrees: 120 } } },
  { id: 'bedroom', more: { levelId: 'upper', pose: { headingDegrees: 0, positionMetres: [0, 4.5, 0] }, roomBox } },
  { id: 'study', more: { levelId: 'upper', pose: { headingDegrees: 0, positionMetres: [4.2, 4.5, 0] }, roomBox } },
]

const furniture: Partial<PublishedTour> = {
  title: text('Есіл жағалауындағы пәтер', 'Квартира на набережной', 'Flat on the embankment'),
  description: text('Екі жатын бөлме.', 'Две спальни.', 'Two bedrooms.'),
  levels: [
    {
      id: 'ground',
      name: text('Төменгі қабат', 'Нижний этаж', 'Ground floor'),
      elevationMetres: 0,
      plan: {
        attachment: 'drawing',
        upDegrees: 10,
        places: [
          { sceneId: 'living', x: 0.3, y: 0.35 },
          { sceneId: 'kitchen', x: 0.75, y: 0.6 },
        ],
      },
    },
    { id: 'upper', name: text('Жоғарғы қабат', 'Верхний этаж', 'Upper floor'), elevationMetres: 3 },
  ],
  attachments: {
    drawing: {
      kind: 'picture',
      file: { url: '/attachments/drawing.webp', type: 'image/webp', sizeBytes: 1, widthPx: 90, heightPx: 60 },
    },
  },
  guided: [
    {
      id: 'short',
      name: text('Қысқаша таныстыру', 'Короткая экскурсия', 'A short tour'),
      steps: [
        {
          id: 'one',
          sceneId: 'living',
          view: { ...view, yawDegrees: 30 },
          durationSeconds: 600,
          // Decides how long the step lasts; who reads English hears it too.
          narration: { ru: 'narration' },
          caption: text('Қонақбөлме', 'Гостиная', 'The living room'),
        },
        {
          id: 'two',
          sceneId: 'kitchen',
          view: { ...view, yawDegrees: -40 },
          durationSeconds: 60,
          caption: text('Ас үй', 'Кухня', 'The kitchen'),
        },
      ],
    },
  ],
  look: { accentColour: '#0b2e72' },
  contact: {
    name: 'Айгерім',
    phone: '+7 701 234 56 78',
    whatsapp: '8 701 234 56 78',
    email: 'aigerim@example.kz',
    takesMessages: true,
  },
  property: { kind: 'flat', deal: 'sale', priceTiyn: 6_850_000_000, areaSquareMetres: 84.7, roomCount: 3 },
}

const json = (value: unknown, status: number) => ({ body: JSON.stringify(value), type: 'application/json', status })

export async function serveFurnishedTour(): Promise<ServedTour> {
  const media: TourMedia = { attachments: {}, files: {} }
  addSound(media, 'narration', 1, 440)
  const drawing = sharp({ create: { width: 90, height: 60, channels: 3, background: '#fbfaf7' } })
  const files = {
    ...media.files,
    '/attachments/drawing.webp': { body: await drawing.webp().toBuffer(), type: 'image/webp' },
    '/api/public/tours/tour/leads': json({ id: 'lead' }, 201),
    '/api/public/tours/tour/reports': json({ number: 1042 }, 201),
  }
  const attachments = { ...furniture.attachments, ...media.attachments }
  return serveTour(scenes, 80, { tour: { ...furniture, attachments }, files })
}
