import { expect, it } from 'vitest'
import { html, jsonScript } from './html.ts'

it('escapes every value', () => {
  expect(html`<p title="${'"><script>'}">${"<b>&'"}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</p>',
  )
})

it('joins parts and leaves out what is absent', () => {
  expect(html`${[html`<i>1</i>`, html`<i>2</i>`]}${false}${null}${undefined}${0}`.text).toBe('<i>1</i><i>2</i>0')
})

it('lets no text end a script element', () => {
  const value = { text: '</script><!--\u2028' }
  const script = jsonScript('x', value).text
  expect(script.match(/<\/script>/g)).toHaveLength(1)
  expect(JSON.parse(script.replace(/^<script[^>]*>|<\/script>$/g, ''))).toEqual(value)
})
