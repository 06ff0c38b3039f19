// Links and codes that leave the studio.
import { expect, it } from 'vitest'
import { elementCode, frameCode, type Passing, shareLink } from './embed-code.ts'

const passing: Passing = {
  url: 'https://tours.example.kz/t/kvartira',
  embedUrl: 'https://tours.example.kz/embed/kvartira',
  title: '"Esil" <flat> & more',
  hidden: [],
  heightPx: 480,
}
const place = { sceneId: 'hall', view: { yawDegrees: 12.345, pitchDegrees: -3, fovDegrees: 80 } }

it('links to the tour alone, to a language, and to a view', () => {
  expect(shareLink(passing)).toBe('https://tours.example.kz/t/kvartira')
  expect(shareLink({ ...passing, language: 'kk', place })).toBe(
    'https://tours.example.kz/t/kvartira?lang=kk#scene=hall&yaw=12.35&pitch=-3&fov=80',
  )
})

it('writes a frame that any page can take as it is', () => {
  expect(frameCode(passing)).toBe(
    '<iframe src="https://tours.example.kz/embed/kvartira" title="&quot;Esil&quot; &lt;flat&gt; &amp; more" width="100%" ' +
      'height="480" style="border:0" loading="lazy" ' +
      'allow="fullscreen; gyroscope; accelerometer; xr-spatial-tracking; clipboard-write; web-share"></iframe>',
  )
})

it('names the parts that the page leaves out', () => {
  const code = frameCode({ ...passing, language: 'ru', hidden: ['title', 'scenes'], place: { sceneId: 'hall' } })
  expect(code).toContain('src="https://tours.example.kz/embed/kvartira?lang=ru&amp;hide=title,scenes#scene=hall"')
})

it('tells how the tour turns on that page', () => {
  expect(frameCode({ ...passing, hidden: ['vr'], turnsDegreesPerSecond: 5 })).toContain('?rotate=5&amp;hide=vr"')
  expect(elementCode({ ...passing, turnsDegreesPerSecond: 0 })).toContain(' rotate="0" ')
})

it('writes the element with its script from the same house', () => {
  expect(elementCode({ ...passing, language: 'en', hidden: ['vr'], heightPx: 600 })).toBe(
    '<script src="https://tours.example.kz/embed.js" async></script>\n' +
      '<panoqor-tour src="https://tours.example.kz/t/kvartira" lang="en" hide="vr" style="height:600px"></panoqor-tour>',
  )
})
