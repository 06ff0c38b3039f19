import { expect, it } from 'vitest'
import type { PublishedTour } from '#tour/published.ts'
import { oEmbed, sizeFor, slugInAddress } from './oembed.ts'

const origin = 'https://tours.example'

it('knows its own tours by any of their addresses, and no others', () => {
  for (const path of ['/t/flat', '/t/flat/', '/embed/flat?lang=kk#scene=hall']) {
    expect(slugInAddress(origin + path, origin)).toBe('flat')
  }
  for (const address of ['https://other.example/t/flat', `${origin}/studio`, `${origin}/t/a/b`, 'flat', ''])
    expect(slugInAddress(address, origin)).toBeUndefined()
})

it('keeps 16:9 within what is allowed', () => {
  expect(sizeFor({})).toEqual({ width: 1280, height: 720 })
  expect(sizeFor({ maxwidth: 640 })).toEqual({ width: 640, height: 360 })
  expect(sizeFor({ maxwidth: 300 })).toEqual({ width: 300, height: 240 })
  expect(sizeFor({ maxwidth: 640, maxheight: 200 })).toEqual({ width: 640, height: 200 })
})

it('frames the tour with what the address asked for, and escapes what people wrote', () => {
  const manifest: PublishedTour = {
    ...{ format: 1, tourId: 't', title: {}, description: {}, languages: ['kk'], defaultLanguage: 'kk' },
    ...{ start: '', scenes: [], publisher: 'A & B' },
  }
  const address = new URL(`${origin}/t/flat?lang=kk&hide=title&utm_source=x#scene=hall`)
  const answer = oEmbed({ slug: 'flat', manifest }, 'Пәтер "Есіл" <b>', address, {})
  expect(answer.html).toContain('src="https://tours.example/embed/flat?lang=kk&amp;hide=title#scene=hall"')
  expect(answer.html).toContain('title="Пәтер &quot;Есіл&quot; &lt;b&gt;"')
  expect(answer).toMatchObject({ type: 'rich', version: '1.0', author_name: 'A & B', width: 1280, height: 720 })
})
