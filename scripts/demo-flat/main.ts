// Draws the demo flat: panoramas, attachments, geometry.json, tour.json, files.json (docs/decisions/060-demo-flat.md and
// 145-demo-shows-the-viewer.md). Options: --out DIR --width N --threads N --only a,b --soft-width N --soft-rays N --extra N
// --bake FILE (keeps the light cache for the next run) --documents-only --without-panoramas (documents and attachments). Run once;
// nothing at run time depends on it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { attachmentFiles } from './attachments/catalogue.ts'
import { makeAttachments } from './attachments/make.ts'
import { bake, describeCache, fullBake } from './bake.ts'
import type { LightCache } from './cache.ts'
import { Crew } from './crew.ts'
import { smoothSoftLight } from './gather.ts'
import { flatGeometry } from './geometry.ts'
import { writePanorama } from './jpeg.ts'
import { emptyCanvas, exposureFor } from './panorama.ts'
import { cameras } from './plan.ts'
import { flatWorld } from './scene/flat.ts'
import { demoTour } from './tour-document.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'demo/flat' },
    width: { type: 'string', default: '4096' },
    threads: { type: 'string', default: '2' },
    only: { type: 'string' },
    'soft-width': { type: 'string', default: '1024' },
    'soft-rays': { type: 'string', default: '48' },
    extra: { type: 'string', default: '4' },
    bake: { type: 'string' },
    'documents-only': { type: 'boolean', default: false },
    'without-panoramas': { type: 'boolean', default: false },
  },
})
const number = (name: 'width' | 'threads' | 'soft-width' | 'soft-rays' | 'extra') => Number(values[name])
const out = values.out
mkdirSync(out, { recursive: true })

const began = performance.now()
const say = (text: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}`)
const document = (name: string, content: unknown) =>
  writeFileSync(join(out, name), `${JSON.stringify(content, null, 2)}\n`)

document('geometry.json', flatGeometry())
document('tour.json', demoTour())
document('files.json', {
  panoramas: Object.fromEntries(cameras.map((camera) => [`${camera.id}.jpg`, camera.panorama])),
  attachments: attachmentFiles,
})
if (!values['documents-only']) {
  if (!values['without-panoramas']) await render()
  await makeAttachments(out, say)
}

async function render(): Promise<void> {
  const crew = new Crew(number('threads'))
  const cache = keptCache() ?? bake(flatWorld(), fullBake)
  keepCache(cache)
  say(`light cache: ${describeCache(cache)}`)
  const canvas = emptyCanvas({
    width: number('width'),
    softWidth: number('soft-width'),
    softRays: number('soft-rays'),
    extra: number('extra'),
  })
  const wanted = values.only?.split(',')
  for (const camera of cameras) {
    if (wanted && !wanted.includes(camera.id)) continue
    const task = { cameraId: camera.id, cache, canvas }
    await crew.run({ ...task, pass: 'gather', exposure: [1, 1, 1], rows: canvas.soft.height })
    smoothSoftLight(canvas.soft)
    const exposure = exposureFor(canvas.soft)
    say(`${camera.id}: soft light, exposure ${exposure.map((x) => x.toFixed(2)).join(' ')}`)
    const rows = canvas.quality.width / 2
    await crew.run({ ...task, pass: 'first', exposure, rows })
    await crew.run({ ...task, pass: 'finish', exposure, rows })
    const size = await writePanorama(join(out, `${camera.id}.jpg`), canvas.bytes, canvas.quality.width, camera)
    say(`${camera.id}: ${(size / 1e6).toFixed(2)} MB`)
  }
  await crew.dismiss()
}

function keptCache(): LightCache | undefined {
  if (!values.bake || !existsSync(values.bake)) return
  const { index, irradiance } = deserialize(readFileSync(values.bake))
  const shared: LightCache = {
    index: new Int32Array(new SharedArrayBuffer(index.byteLength)),
    irradiance: new Float32Array(new SharedArrayBuffer(irradiance.byteLength)),
  }
  shared.index.set(index)
  shared.irradiance.set(irradiance)
  return shared
}

function keepCache({ index, irradiance }: LightCache): void {
  if (values.bake) writeFileSync(values.bake, serialize({ index: index.slice(), irradiance: irradiance.slice() }))
}
