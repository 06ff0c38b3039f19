// What the public pages of legal texts load: one style sheet and our own font, under names that change with their content. Nothing from
// anywhere else.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { anyone, type Routes } from '#platform/http.ts'

interface PageFile {
  path: string
  type: string
  bytes: Buffer
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 12)

/** The font's own rules name one file per alphabet: browsers fetch only those that a text needs. */
function fontFiles(): { rules: string; files: PageFile[] } {
  const sheet = createRequire(import.meta.url).resolve('@fontsource-variable/golos-text/wght.css')
  const files: PageFile[] = []
  const rules = readFileSync(sheet, 'utf8').replace(/url\(\.\/files\/([\w-]+)\.woff2\)/g, (_, name: string) => {
    const bytes = readFileSync(join(dirname(sheet), 'files', `${name}.woff2`))
    const path = `/legal/${name}-${hashOf(bytes)}.woff2`
    files.push({ path, type: 'font/woff2', bytes })
    return `url(${path})`
  })
  return { rules, files }
}

const font = fontFiles()
const style = Buffer.from(`${font.rules}\n${readFileSync(join(import.meta.dirname, 'legal-page.css'), 'utf8')}`)
export const stylePath = `/legal/page-${hashOf(style)}.css`

export function pageFileRoutes(on: Routes, headers: Record<string, string>): void {
  for (const { path, type, bytes } of [
    { path: stylePath, type: 'text/css; charset=utf-8', bytes: style },
    ...font.files,
  ])
    on.raw('GET', path, {
      who: anyone,
      answer: ({ reply }) => reply.headers(headers).header('content-type', type).send(bytes),
    })
}
