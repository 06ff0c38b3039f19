// What is said in the demo tour beside its notes: facts, contact, captions of the guided tour, names of what hangs, sounds and is measured.
// The flat, its price and its agency are made up, and the texts say so.
import type { PropertyFacts } from '#tour/property-facts.ts'
import type { Text } from '#tour/text.ts'
import type { Contact } from '#tour/tour.ts'

export const levelName: Text = { kk: '11-қабат', ru: '11 этаж', en: '11th floor' }

/** Areas and the ceiling's height repeat plan.ts; the test compares them. */
export const property: PropertyFacts = {
  kind: 'flat',
  deal: 'sale',
  priceTiyn: 62_000_000_00,
  areaSquareMetres: 84.7,
  livingAreaSquareMetres: 51.3,
  kitchenAreaSquareMetres: 16.1,
  roomCount: 3,
  storey: 11,
  storeyCount: 16,
  ceilingMetres: 2.85,
  builtYear: 2023,
  address: {
    kk: 'Астана, Есіл жағалауы (мекенжайы ойдан алынған)',
    ru: 'Астана, набережная Есиля (адрес вымышленный)',
    en: 'Astana, Esil embankment (made-up address)',
  },
  note: {
    kk: 'Бұл — көрсетуге арналған нысан: мұндай пәтер жоқ, ол сатылмайды. Өлшемдері суреттеріне дәл келеді.',
    ru: 'Это демонстрационный объект: такой квартиры нет, и она не продаётся. Размеры точно соответствуют картинкам.',
    en: 'This is a demo property: the flat does not exist and is not for sale. Its measures are exactly those of the pictures.',
  },
}

/** Numbers of this kind belong to nobody, and neither do addresses at example.com. */
export const contact: Contact = {
  name: 'Нұрлы үй (demo)',
  phone: '+7 700 000 00 00',
  email: 'nurly-ui@example.com',
  takesMessages: true,
}

export const gallery = {
  title: { kk: 'Пәтердің фотосуреттері', ru: 'Фотографии квартиры', en: 'Photos of the flat' },
  captions: {
    'photo-living.jpg': {
      kk: 'Қонақбөлме, терезе жағынан',
      ru: 'Гостиная, вид от окна',
      en: 'Living room, seen from the window',
    },
    'photo-kitchen.jpg': {
      kk: 'Ас үй-асхана, оңтүстікке қараған терезе',
      ru: 'Кухня-столовая с окном на юг',
      en: 'Kitchen and dining, its window to the south',
    },
    'photo-bedroom.jpg': { kk: 'Жатын бөлме', ru: 'Спальня', en: 'Bedroom' },
    'photo-study.jpg': {
      kk: 'Балалар бөлмесі, терезесі батысқа қарайды',
      ru: 'Детская с окном на запад',
      en: 'Children’s room with its window to the west',
    },
  },
} satisfies { title: Text; captions: Record<string, Text> }

export const hungPicture: Text = {
  kk: 'Қабырғаға осы турда ғана ілінген сурет: көл, тау және қарағайлар',
  ru: 'Картина, которая висит только в этом туре: озеро, гора и сосны',
  en: 'A picture that hangs only in this tour: a lake, a mountain and pines',
}

export const sound: Text = { kk: 'Өзен мен жел', ru: 'Река и ветер', en: 'River and wind' }

export const map = {
  label: { kk: 'Есіл өзені картада', ru: 'Есиль на карте', en: 'The Esil on the map' },
  url: 'https://www.openstreetmap.org/#map=14/51.1560/71.4300',
} satisfies { label: Text; url: string }

export const studyWindow = {
  title: { kk: 'Батысқа қараған терезе', ru: 'Окно на запад', en: 'Window to the west' },
  body: {
    kk: 'Ені 1,8 м, биіктігі 1,65 м. Күн мұнда түстен кейін түседі, үстелдің жарығы бірқалыпты.',
    ru: 'Ширина 1,8 м, высота 1,65 м. Солнце бывает здесь после полудня, на столе ровный свет.',
    en: '1.8 m wide and 1.65 m high. The sun comes round in the afternoon; the light on the desk is even.',
  },
} satisfies { title: Text; body: Text }

export const passageWidth: Text = { kk: 'Ойық ені', ru: 'Ширина проёма', en: 'Opening' }
export const ceilingHeight: Text = { kk: 'Төбе биіктігі', ru: 'Высота потолка', en: 'Ceiling' }

export const model: { name: Text; description: Text } = {
  name: { kk: 'Пәтердің макеті', ru: 'Макет квартиры', en: 'Model of the flat' },
  description: {
    kk: 'Бүкіл пәтер жоғарыдан: қабырғалар, есіктер мен терезелер дәл өлшемімен, ірі жиһаз жай пішінмен берілген.',
    ru: 'Вся квартира сверху: стены, двери и окна в точных размерах, крупная мебель простыми формами.',
    en: 'The whole flat from above: walls, doors and windows to their exact measures, the large furniture as plain shapes.',
  },
}

export const guidedName: Text = { kk: 'Пәтермен танысу', ru: 'Знакомство с квартирой', en: 'A walk through the flat' }

export interface Stop {
  scene: string
  azimuthDegrees: number
  pitchDegrees: number
  fovDegrees: number
  seconds: number
  caption: Text
}

export const stops: readonly Stop[] = [
  {
    scene: 'hall',
    azimuthDegrees: 95,
    pitchDegrees: -6,
    fovDegrees: 92,
    seconds: 9,
    caption: {
      kk: 'Қош келдіңіз! Бұл — 12,9 м² дәліз. Пәтердің бес бөлмесінің бәріне осы жерден кіреді.',
      ru: 'Добро пожаловать! Это прихожая, 12,9 м². Отсюда попадают во все пять комнат квартиры.',
      en: 'Welcome! This is the hall, 12.9 m². All five rooms of the flat open off it.',
    },
  },
  {
    scene: 'living',
    azimuthDegrees: 222,
    pitchDegrees: -8,
    fovDegrees: 92,
    seconds: 9,
    caption: {
      kk: 'Қонақбөлме — 22,9 м². Ені 3,7 м терезеден Есіл көрінеді.',
      ru: 'Гостиная — 22,9 м². В окне шириной 3,7 м виден Есиль.',
      en: 'The living room, 22.9 m². The Esil shows in a window 3.7 m wide.',
    },
  },
  {
    scene: 'living-window',
    azimuthDegrees: 352,
    pitchDegrees: -4,
    fovDegrees: 82,
    seconds: 9,
    caption: {
      kk: 'Сол бөлме терезе жақтан. Креслоның үстіндегі сурет осы турда ғана ілулі: қабырғаға кез келген суретті іліп көруге болады.',
      ru: 'Та же комната от окна. Картина над креслом висит только в туре: на стену можно примерить любую.',
      en: 'The same room from the window. The picture above the armchair hangs only in the tour: any other can be tried on the wall.',
    },
  },
  {
    scene: 'kitchen',
    azimuthDegrees: 150,
    pitchDegrees: -8,
    fovDegrees: 92,
    seconds: 9,
    caption: {
      kk: 'Ас үй-асхана — 16,1 м². Қонақбөлмемен арадағы ойықтың ені 1,8 м.',
      ru: 'Кухня-столовая — 16,1 м². Проём в гостиную шириной 1,8 м.',
      en: 'Kitchen and dining, 16.1 m². The opening to the living room is 1.8 m wide.',
    },
  },
  {
    scene: 'bedroom',
    azimuthDegrees: 135,
    pitchDegrees: -10,
    fovDegrees: 92,
    seconds: 8,
    caption: {
      kk: 'Жатын бөлме — 15,2 м², терезесі оңтүстікке қарайды.',
      ru: 'Спальня — 15,2 м², окно на юг.',
      en: 'The bedroom, 15.2 m², its window to the south.',
    },
  },
  {
    scene: 'study',
    azimuthDegrees: 300,
    pitchDegrees: -4,
    fovDegrees: 92,
    seconds: 9,
    caption: {
      kk: 'Балалар бөлмесі — 13,3 м². Төбе биіктігі 2,85 м, оны бөлме бұрышындағы сызық көрсетеді.',
      ru: 'Детская — 13,3 м². Высота потолка 2,85 м: её показывает линия в углу.',
      en: 'The children’s room, 13.3 m². The ceiling is 2.85 m high, as the line in the corner shows.',
    },
  },
  {
    scene: 'bathroom',
    azimuthDegrees: 70,
    pitchDegrees: -10,
    fovDegrees: 100,
    seconds: 8,
    caption: {
      kk: 'Жуынатын бөлме — 4,4 м²: ванна, душ, жылы еден.',
      ru: 'Ванная — 4,4 м²: ванна, душ и тёплый пол.',
      en: 'The bathroom, 4.4 m²: bath, shower and a warm floor.',
    },
  },
  {
    scene: 'living',
    azimuthDegrees: 190,
    pitchDegrees: -4,
    fovDegrees: 96,
    seconds: 8,
    caption: {
      kk: 'Енді өзіңіз қыдырыңыз: жоспарды ашыңыз, бөлмелерді өлшеңіз, сұрағыңызды жазыңыз.',
      ru: 'Теперь осмотритесь сами: откройте план, измерьте комнаты, задайте вопрос.',
      en: 'Now look around yourself: open the plan, measure the rooms, ask a question.',
    },
  },
]
