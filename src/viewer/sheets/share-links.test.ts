import { expect, it } from 'vitest'
import { elementCode, frameCode, linkOf } from './share-links.ts'

const site = { slug: 'kvartira', url: 'https://tours.example.kz/t/kvartira' }
const place = { sceneId: 'a&b', view: { yawDegrees: 12.345, pitchDegrees: -3, fovDegrees: 80 } }
const shared = { site, language: 'kk' as const, title: '"Esil" <flat>' }

it('links to the tour in the language of whoever shares it, with the view or without', () => {
  expect(linkOf(shared)).toBe('https://tours.example.kz/t/kvartira?lang=kk')
  expect(linkOf({ ...shared, place })).toBe(
    'https://tours.example.kz/t/kvartira?lang=kk#scene=a%26b&yaw=12.35&pitch=-3&fov=80',
  )
})

it('writes a frame that a page can take as it is, whatever the title holds', () => {
  const code = frameCode({ ...shared, place })
  expect(code).toContain('src="https://tours.example.kz/embed/kvartira?lang=kk#scene=a%26b&amp;yaw=12.35')
  expect(code).toContain('title="&quot;Esil&quot; &lt;flat&gt;"')
  expect(code).toContain('fullscreen; gyroscope; accelerometer; xr-spatial-tracking')
})

it('writes the element with its script from the same house', () => {
  const code = elementCode(shared)
  expect(code).toContain('<script src="https://tours.example.kz/embed.js" async></script>')
  expect(code).toContain('<panoqor-tour src="https://tours.example.kz/t/kvartira" lang="kk"')
})
