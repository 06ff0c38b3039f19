import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compressed, encodingFor } from './content.ts'

it('holds one text in three encodings, under a tag that changes with the text', async () => {
  const page = '<script src="/assets/viewer/viewer-a.js"></script>'.repeat(50)
  const content = await compressed(page)
  expect(brotliDecompressSync(content.br).toString()).toBe(page)
  expect(gunzipSync(content.gzip).toString()).toBe(page)
  expect((await compressed(page)).etag).toBe(content.etag)
  // A new release of the viewer must not leave browsers with a page that names the old one.
  expect((await compressed(page.replaceAll('viewer-a', 'viewer-b'))).etag).not.toBe(content.etag)
})

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1, br;q=0', 'gzip'],
  ['*', 'br'],
  ['identity', 'identity'],
  [undefined, 'identity'],
])('of %s takes %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding)
})
