// What the demo tour says, in three languages. Areas and heights repeat plan.ts; the test compares them.
import type { Text } from '#tour/text.ts'
import type { Vec3 } from './mesh.ts'

export const title: Text = {
  kk: 'Кең бөлмелі пәтер, Есіл ауданы',
  ru: 'Квартира у Есиля',
  en: 'Flat by the Esil',
}

export const description: Text = {
  kk: 'Астана, Есіл өзенінің жағасындағы жиһазды пәтер: 84,7 м², екі жатын бөлме, өзенге қараған қонақбөлме және ас үй-асхана. Бұл — көрсетуге арналған тур: барлық панораманы Panoqor есептеп сызған.',
  ru: 'Астана, меблированная квартира на берегу Есиля: 84,7 м², две спальни, гостиная и кухня-столовая с видом на реку. Это демонстрационный тур: все панорамы рассчитаны и нарисованы самим Panoqor.',
  en: 'Astana, a furnished flat on the bank of the Esil: 84.7 m², two bedrooms, a living room and a kitchen-diner that look onto the river. This is a demo tour: every panorama was computed and drawn by Panoqor itself.',
}

export interface Note {
  id: string
  /** Scenes that show the note. */
  scenes: readonly string[]
  /** What it points at. */
  point: Vec3
  title: Text
  body: Text
}

export const notes: readonly Note[] = [
  {
    id: 'entrance',
    scenes: ['hall'],
    point: [6.22, 1.35, 1.82],
    title: { kk: 'Кіреберіс есік', ru: 'Входная дверь', en: 'Front door' },
    body: {
      kk: 'Дыбыс өткізбейтін болат есік, іші емен шпонымен қапталған. Екі құлып, кең бұрышты көзше.',
      ru: 'Стальная дверь с шумоизоляцией, изнутри отделана дубовым шпоном. Два замка и широкоугольный глазок.',
      en: 'A sound-insulated steel door, faced with oak veneer inside. Two locks and a wide-angle viewer.',
    },
  },
  {
    id: 'hall-wardrobe',
    scenes: ['hall'],
    point: [7.5, 1.6, 2.5],
    title: { kk: 'Жылжымалы есікті шкаф', ru: 'Шкаф-купе', en: 'Sliding wardrobe' },
    body: {
      kk: 'Ені 2,2 м, биіктігі 2,6 м. Ішінде қысқы киімге арналған бөлік пен шаңсорғыш орны бар. Ортаңғы есігі — айна.',
      ru: 'Ширина 2,2 м, высота 2,6 м. Внутри секция для зимней одежды и место под пылесос. Средняя створка зеркальная.',
      en: '2.2 m wide and 2.6 m high, with a section for winter coats and room for a vacuum cleaner. The middle door is a mirror.',
    },
  },
  {
    id: 'hall-size',
    scenes: ['hall'],
    point: [4.75, 1.2, 1.93],
    title: { kk: 'Дәліз — 12,9 м²', ru: 'Прихожая — 12,9 м²', en: 'Hall — 12.9 m²' },
    body: {
      kk: 'Бес бөлменің бәріне осы жерден кіреді. Едені — «шырша» төселген емен паркет, ол қонақбөлме мен ас үйге табалдырықсыз жалғасады.',
      ru: 'Отсюда попадают во все пять комнат. На полу дубовый паркет «ёлочкой», он без порогов продолжается в гостиной и кухне.',
      en: 'All five rooms open off it. The oak herringbone runs on into the living room and kitchen without thresholds.',
    },
  },
  {
    id: 'river-view',
    scenes: ['living', 'living-window'],
    point: [2.6, 1.75, 8.55],
    title: { kk: 'Есілге қараған терезе', ru: 'Вид на Есиль', en: 'View of the Esil' },
    body: {
      kk: 'Ені 3,7 м терезе оңтүстікке қарайды: жағалау, өзен және қарсы беттегі қала. Жоғары қабат болғандықтан, көріністі ештеңе жаппайды.',
      ru: 'Окно шириной 3,7 м выходит на юг: набережная, река и город на другом берегу. Этаж высокий, вид ничего не закрывает.',
      en: 'The 3.7 m window faces south: the embankment, the river and the city across it. The floor is high, so nothing stands in the way.',
    },
  },
  {
    id: 'living-size',
    scenes: ['living'],
    point: [0.05, 1.95, 6.2],
    title: { kk: 'Қонақбөлме — 22,9 м²', ru: 'Гостиная — 22,9 м²', en: 'Living room — 22.9 m²' },
    body: {
      kk: 'Өлшемі 5,2 × 4,4 м, төбесі 2,85 м. Теледидар қабырғасы жаңғақ тақтайшалармен қапталған, жоғарғы жиегінде жасырын жарық бар.',
      ru: '5,2 × 4,4 м, потолок 2,85 м. Стена за телевизором обшита ореховыми рейками, по верхнему краю скрытая подсветка.',
      en: '5.2 × 4.4 m under a 2.85 m ceiling. The television wall is clad in walnut battens with a concealed light along the top.',
    },
  },
  {
    id: 'carpet',
    scenes: ['living-window'],
    point: [1.95, 0.02, 5.1],
    title: {
      kk: '«Қошқар мүйіз» кілемі',
      ru: 'Ковёр с узором «қошқар мүйіз»',
      en: 'Carpet with the ram’s-horn pattern',
    },
    body: {
      kk: 'Қолдан тоқылған жүн кілем, 2,0 × 2,9 м. Қошқар мүйіз — қазақтың көне ою-өрнегі, молшылықтың белгісі.',
      ru: 'Шерстяной ковёр ручной работы, 2,0 × 2,9 м. «Бараний рог» — старинный казахский орнамент, знак достатка.',
      en: 'A handmade wool carpet, 2.0 × 2.9 m. The ram’s horn is an old Kazakh ornament that stands for plenty.',
    },
  },
  {
    id: 'shelves',
    scenes: ['living', 'living-window'],
    point: [2.55, 1.55, 4.3],
    title: { kk: 'Кітап сөресі', ru: 'Книжный стеллаж', en: 'Bookcase' },
    body: {
      kk: 'Тапсырыспен жасалған емен сөре, биіктігі 2,1 м. Төменгі жағында есігі жабылатын төрт бөлік бар.',
      ru: 'Дубовый стеллаж на заказ, высота 2,1 м. Внизу четыре закрытых секции.',
      en: 'Made to measure in oak, 2.1 m high, with four closed compartments below.',
    },
  },
  {
    id: 'appliances',
    scenes: ['kitchen'],
    point: [8.4, 1.15, 4.98],
    title: { kk: 'Ас үй техникасы', ru: 'Кухонная техника', en: 'Appliances' },
    body: {
      kk: 'Ендірілген пеш пен микротолқынды пеш, индукциялық плита, болат тоңазытқыш. Техниканың бәрі пәтермен бірге қалады.',
      ru: 'Встроенные духовка и микроволновка, индукционная плита, стальной холодильник. Вся техника остаётся в квартире.',
      en: 'Built-in oven and microwave, induction hob, steel fridge-freezer. All of it stays with the flat.',
    },
  },
  {
    id: 'worktop',
    scenes: ['kitchen'],
    point: [8.45, 0.95, 6.95],
    title: { kk: 'Жұмыс үстелінің беті', ru: 'Столешница', en: 'Worktop' },
    body: {
      kk: 'Мәрмәр өрнекті кварц, ұзындығы 2,4 м, шұңғыл бетке тегіс кіріктірілген. Аспа шкафтардың астында жарық бар.',
      ru: 'Кварц с рисунком мрамора, длина 2,4 м, мойка врезана вровень. Под навесными шкафами подсветка.',
      en: 'Quartz with a marble figure, 2.4 m long, the sink set flush. Lights run under the wall cupboards.',
    },
  },
  {
    id: 'dining',
    scenes: ['kitchen'],
    point: [6.95, 0.95, 6.95],
    title: { kk: 'Ас үй-асхана — 16,1 м²', ru: 'Кухня-столовая — 16,1 м²', en: 'Kitchen-diner — 16.1 m²' },
    body: {
      kk: 'Терезе жанындағы емен үстелге алты адам еркін отырады. Қонақбөлмемен арадағы ойық 1,8 м.',
      ru: 'За дубовым столом у окна свободно садятся шестеро. Проём в гостиную шириной 1,8 м.',
      en: 'Six sit comfortably at the oak table by the window. The opening to the living room is 1.8 m wide.',
    },
  },
  {
    id: 'bed',
    scenes: ['bedroom'],
    point: [12.45, 1.15, 6.35],
    title: { kk: 'Жатын бөлме — 15,2 м²', ru: 'Спальня — 15,2 м²', en: 'Bedroom — 15.2 m²' },
    body: {
      kk: '3,45 × 4,4 м. Төсегі 1,8 м, бас жағы жұмсақ матамен қапталған. Терезе оңтүстікке, өзенге қарайды.',
      ru: '3,45 × 4,4 м. Кровать 1,8 м с мягким изголовьем. Окно на юг, к реке.',
      en: '3.45 × 4.4 m. A 1.8 m bed with an upholstered headboard. The window faces south, to the river.',
    },
  },
  {
    id: 'bedroom-wardrobe',
    scenes: ['bedroom'],
    point: [9.75, 1.75, 5.95],
    title: { kk: 'Киім шкафы', ru: 'Платяной шкаф', en: 'Wardrobe' },
    body: {
      kk: 'Үш есікті, ені 2,15 м, ортасында бойға дейінгі айна.',
      ru: 'Три створки, ширина 2,15 м, в середине зеркало в полный рост.',
      en: 'Three doors, 2.15 m wide, with a full-length mirror in the middle.',
    },
  },
  {
    id: 'steppe-picture',
    scenes: ['bedroom'],
    point: [12.58, 1.9, 6.1],
    title: { kk: '«Кешкі дала»', ru: '«Вечерняя степь»', en: '“Evening steppe”' },
    body: {
      kk: 'Кенеп, майлы бояу, 135 × 72 см. Жиһазбен бірге беріледі.',
      ru: 'Холст, масло, 135 × 72 см. Передаётся вместе с мебелью.',
      en: 'Oil on canvas, 135 × 72 cm. Included with the furniture.',
    },
  },
  {
    id: 'desk',
    scenes: ['study'],
    point: [0.35, 0.95, 1.6],
    title: { kk: 'Сабақ үстелі', ru: 'Письменный стол', en: 'Desk' },
    body: {
      kk: 'Үстел батыс терезенің жанында тұр, күндіз шам жағудың қажеті жоқ. Ұзындығы 1,5 м, үш тартпасы бар.',
      ru: 'Стол стоит у западного окна, днём хватает дневного света. Длина 1,5 м, три ящика.',
      en: 'It stands at the west window, so daylight is enough until evening. 1.5 m long, with three drawers.',
    },
  },
  {
    id: 'study-size',
    scenes: ['study'],
    point: [1.55, 2.2, 0.02],
    title: { kk: 'Балалар бөлмесі — 13,3 м²', ru: 'Детская — 13,3 м²', en: 'Children’s room — 13.3 m²' },
    body: {
      kk: '3,45 × 3,85 м, терезесі батысқа, тыныш аулаға қарайды. Қабырғалары жуылатын бояумен сырланған.',
      ru: '3,45 × 3,85 м, окно на запад, в тихую сторону. Стены окрашены моющейся краской.',
      en: '3.45 × 3.85 m, with a window to the quiet west side. The walls are in washable paint.',
    },
  },
  {
    id: 'toy-shelves',
    scenes: ['study'],
    point: [1.25, 0.75, 3.5],
    title: { kk: 'Ойыншық сөресі', ru: 'Стеллаж для игрушек', en: 'Toy shelves' },
    body: {
      kk: 'Он екі ұялы аласа сөре, қабырғаға берік бекітілген.',
      ru: 'Низкий стеллаж на двенадцать ячеек, надёжно закреплён к стене.',
      en: 'Twelve low compartments, fixed firmly to the wall.',
    },
  },
  {
    id: 'tub',
    scenes: ['bathroom'],
    point: [11.75, 0.62, 2.3],
    title: { kk: 'Ванна және душ', ru: 'Ванна и душ', en: 'Bath and shower' },
    body: {
      kk: '1,7 м ванна, шыны қалқа, төбеден құйылатын душ. Қабырғасы көкшіл-жасыл жылтыр плиткамен қапталған.',
      ru: 'Ванна 1,7 м, стеклянная шторка, верхний душ. На стене глазурованная плитка цвета морской волны.',
      en: 'A 1.7 m bath with a glass screen and a rain shower, against glazed sea-green tiles.',
    },
  },
  {
    id: 'bathroom-size',
    scenes: ['bathroom'],
    point: [11.72, 1.0, 3.45],
    title: { kk: 'Жуынатын бөлме — 4,4 м²', ru: 'Ванная — 4,4 м²', en: 'Bathroom — 4.4 m²' },
    body: {
      kk: 'Емен тумба үстіндегі мәрмәр тақта, жарықты айна, аспалы унитаз, жылытылатын сүлгі ілгіш. Едені жылы.',
      ru: 'Мраморная столешница на дубовой тумбе, зеркало с подсветкой, подвесной унитаз, полотенцесушитель. Тёплый пол.',
      en: 'A marble top on an oak unit, a lit mirror, a wall-hung toilet and a heated towel rail. The floor is warm.',
    },
  },
]
