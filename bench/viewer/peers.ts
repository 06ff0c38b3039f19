// The same tour in the peers, set up as their own documents show: for each the files of a page that opens scene 0 at yaw 0, with
// nothing else on it, and a driver on `window.bench`.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBrowserEntry } from '#test/support/viewer-server.ts'
import { facePx, type Pyramid, tilesAcross } from '#tour/pyramid.ts'
import type { WireFile } from '../visit/wire-server.ts'
import { tilesUrlOf, wholeUrlOf } from './world.ts'

export type PageFiles = Map<string, WireFile>
export interface Shape {
  pyramid: Pyramid
  preview: string
  scenes: number
  /** Fields of view across and down the picture: each peer is told the one that it asks for. */
  fov: { width: number; height: number }
}

const modules = new URL('../../node_modules/', import.meta.url)
const isInstalled = (...names: string[]) => names.every((name) => existsSync(new URL(`${name}/package.json`, modules)))
const fileOf = (path: string) => readFile(new URL(path, modules), 'utf8')
export const html = (text: string): WireFile => ({ body: Buffer.from(text), type: 'text/html; charset=utf-8' })
export const script = (text: string): WireFile => ({ body: Buffer.from(text), type: 'text/javascript' })
export const style = (text: string): WireFile => ({ body: Buffer.from(text), type: 'text/css' })
export const page = (head: string, body: string) =>
  html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A tour</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">${head}
<style>html,body,#p{margin:0;width:100%;height:100%}</style></head><body><div id="p"></div>${body}</body></html>`)
const levelsOf = ({ levels }: Pyramid) => Array.from({ length: levels }, (_, index) => index + 1)

export async function pannellumPage({ pyramid, fov, scenes }: Shape): Promise<PageFiles | undefined> {
  if (!isInstalled('pannellum')) return undefined
  const sceneAt = (scene: number) => ({
    type: 'multires',
    hfov: fov.width,
    multiRes: {
      basePath: tilesUrlOf(scene).slice(0, -1),
      path: '/%l/%s%y_%x',
      extension: 'jpg',
      tileResolution: pyramid.tilePx,
      maxLevel: pyramid.levels,
      cubeResolution: facePx(pyramid, pyramid.levels),
    },
  })
  const config = {
    default: { firstScene: 's0', autoLoad: true, showControls: false },
    scenes: Object.fromEntries(Array.from({ length: scenes }, (_, scene) => [`s${scene}`, sceneAt(scene)])),
  }
  const start = `const viewer = pannellum.viewer('p', ${JSON.stringify(config)})
window.bench = { look: yaw => viewer.setYaw((yaw + 540) % 360 - 180, false), enter: scene => viewer.loadScene('s' + scene, 0, 0) }`
  return new Map([
    ['/', page('<link rel="stylesheet" href="/p.css"><script src="/p.js"></script>', `<script>${start}</script>`)],
    ['/p.js', script(await fileOf('pannellum/build/pannellum.js'))],
    ['/p.css', style(await fileOf('pannellum/build/pannellum.css'))],
  ])
}

export async function marzipanoPage({ pyramid, fov, scenes }: Shape): Promise<PageFiles | undefined> {
  if (!isInstalled('marzipano')) return undefined
  const levels = levelsOf(pyramid).map((level) => ({ tileSize: pyramid.tilePx, size: facePx(pyramid, level) }))
  const urls = Array.from({ length: scenes }, (_, scene) => tilesUrlOf(scene))
  const start = `const viewer = new Marzipano.Viewer(document.getElementById('p'))
const geometry = new Marzipano.CubeGeometry(${JSON.stringify(levels)})
const scenes = ${JSON.stringify(urls)}.map(url => {
  const source = new Marzipano.ImageUrlSource(t => ({ url: url + (t.z + 1) + '/' + t.face + t.y + '_' + t.x + '.jpg' }))
  const view = new Marzipano.RectilinearView({ yaw: 0, pitch: 0, fov: ${(fov.height * Math.PI) / 180} })
  return viewer.createScene({ source, geometry, view })
})
let shown = 0
const enter = scene => scenes[shown = scene].switchTo({ transitionDuration: 0 })
enter(0)
window.bench = { look: yaw => scenes[shown].view().setYaw(yaw * Math.PI / 180), enter }`
  return new Map([
    ['/', page('<script src="/m.js"></script>', `<script>${start}</script>`)],
    ['/m.js', script(await fileOf('marzipano/dist/marzipano.js'))],
  ])
}

export async function psvPage({ pyramid, fov, scenes }: Shape): Promise<PageFiles | undefined> {
  const [core, adapter] = ['@photo-sphere-viewer/core', '@photo-sphere-viewer/cubemap-tiles-adapter']
  if (!isInstalled(core, adapter)) return undefined
  const levels = levelsOf(pyramid).map((level) => ({ faceSize: facePx(pyramid, level), nbTiles: tilesAcross(level) }))
  // The zoom level runs from maxFov (90°) at 0 to minFov (30°) at 100.
  const zoom = ((90 - fov.height) / 60) * 100
  const urls = Array.from({ length: scenes }, (_, scene) => tilesUrlOf(scene))
  const built = await bundled(`import { Viewer } from ${from(`${core}/index.module.js`)}
import { CubemapTilesAdapter } from ${from(`${adapter}/index.module.js`)}
const letters = { left: 'l', front: 'f', right: 'r', back: 'b', top: 'u', bottom: 'd' }
const panoramas = ${JSON.stringify(urls)}.map(url => ({
  levels: ${JSON.stringify(levels)}, flipTopBottom: true,
  tileUrl: (face, column, row, level) => url + (level + 1) + '/' + letters[face] + row + '_' + column + '.jpg' }))
const viewer = new Viewer({
  container: 'p', navbar: false, defaultZoomLvl: ${zoom}, adapter: CubemapTilesAdapter, panorama: panoramas[0] })
window.bench = {
  look: yaw => viewer.rotate({ yaw: yaw * Math.PI / 180, pitch: 0 }),
  enter: scene => viewer.setPanorama(panoramas[scene], { transition: false, showLoader: false }) }`)
  return new Map([
    ['/', page('<link rel="stylesheet" href="/s.css">', '<script type="module" src="/s.js"></script>')],
    ['/s.js', script(built)],
    ['/s.css', style(await fileOf(`${core}/index.css`))],
  ])
}

/** The whole panorama on one sphere, as three.js' own example shows it; drawn only when something changes. */
export async function threePage({ fov, scenes }: Shape): Promise<PageFiles | undefined> {
  if (!isInstalled('three')) return undefined
  const urls = Array.from({ length: scenes }, (_, scene) => wholeUrlOf(scene))
  const built = await bundled(`import {
  Mesh, MeshBasicMaterial, PerspectiveCamera, Scene, SphereGeometry, SRGBColorSpace, TextureLoader, WebGLRenderer
} from ${from('three/build/three.module.js')}
const urls = ${JSON.stringify(urls)}
const renderer = new WebGLRenderer()
renderer.setPixelRatio(devicePixelRatio)
renderer.setSize(innerWidth, innerHeight)
document.getElementById('p').append(renderer.domElement)
const camera = new PerspectiveCamera(${fov.height}, innerWidth / innerHeight, 1, 1100)
const scene = new Scene()
const geometry = new SphereGeometry(500, 60, 40)
geometry.scale(-1, 1, 1)
const material = new MeshBasicMaterial()
scene.add(new Mesh(geometry, material))
let asked = false
function draw() {
  if (!asked) requestAnimationFrame(() => { asked = false; renderer.render(scene, camera) })
  asked = true
}
function look(yaw) {
  const angle = yaw * Math.PI / 180
  camera.lookAt(500 * Math.cos(angle), 0, 500 * Math.sin(angle))
  draw()
}
async function enter(index) {
  const texture = await new TextureLoader().loadAsync(urls[index])
  texture.colorSpace = SRGBColorSpace
  material.map?.dispose()
  material.map = texture
  material.needsUpdate = true
  draw()
}
look(0)
enter(0)
window.bench = { look, enter }`)
  return new Map([
    ['/', page('', '<script type="module" src="/t.js"></script>')],
    ['/t.js', script(built)],
  ])
}

const from = (path: string) => JSON.stringify(new URL(path, modules).pathname)

/** What comes as modules is bundled, as everybody would who builds a page with it. */
async function bundled(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-peer-'))
  try {
    const entry = join(folder, 'entry.js')
    await writeFile(entry, text)
    return (await buildBrowserEntry(entry)).script
  } finally {
    await rm(folder, { recursive: true })
  }
}
