// The HTML that puts a tour into another site; the permissions are what the viewer needs for full screen and turning the phone.
export function embedCode(embedUrl: string, title: string): string {
  const attributes = [
    `src="${escaped(embedUrl)}"`,
    `title="${escaped(title)}"`,
    'width="100%"',
    'height="480"',
    'style="border:0"',
    'loading="lazy"',
    'allow="fullscreen; gyroscope; accelerometer; xr-spatial-tracking"',
  ]
  return `<iframe ${attributes.join(' ')}></iframe>`
}

const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
