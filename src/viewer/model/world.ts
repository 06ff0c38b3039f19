// The model itself, drawn by PlayCanvas. The only files of the viewer that name that library are this one and those it is made of
// (light.ts, pick.ts); they come as one chunk when a scene with a model is entered. Draws when it is told to, and never by itself.
import {
  AppBase,
  AppOptions,
  Asset,
  BoundingBox,
  CameraComponentSystem,
  Color,
  ContainerHandler,
  type ContainerResource,
  Entity,
  GSplatComponentSystem,
  GSplatHandler,
  LAYERID_DEPTH,
  LAYERID_IMMEDIATE,
  LAYERID_WORLD,
  LightComponentSystem,
  RenderComponentSystem,
  StandardMaterial,
  TextureHandler,
  TONEMAP_NEUTRAL,
  WebglGraphicsDevice,
} from 'playcanvas'
import type { Point3 } from '#tour/space.ts'
import { lightRoom } from './light.ts'
import { type Bounds, orbitFovDegrees, type Standpoint } from './orbit.ts'

export interface WorldWish {
  canvas: HTMLCanvasElement
  kind: 'model' | 'splat'
  bytes: ArrayBuffer
  /** Something has changed by itself: a frame is due. */
  onStale(): void
}

/** The bytes are there, but nothing can be made of them. */
export class CannotBeShown extends Error {}
/** The browser has no WebGL 2, or gives none just now. */
export class NoGraphics extends Error {
  override readonly name = 'NoGraphics'
}

/** Frames come only when they are asked for. */
class StillApp extends AppBase {
  override requestAnimationFrame(): void {}
}

/** Splats fade into the dark around what was captured; models stand before a grey that neither white nor black is lost in. */
const background = { model: new Color(0.68, 0.7, 0.73), splat: new Color(0.06, 0.07, 0.09) }

export class World {
  readonly app: AppBase
  readonly camera: Entity
  readonly bounds: Bounds
  readonly #canvas: HTMLCanvasElement
  readonly #radiusMetres: number

  constructor(app: AppBase, camera: Entity, content: { bounds: Bounds; box: BoundingBox }) {
    this.app = app
    this.camera = camera
    this.bounds = content.bounds
    this.#radiusMetres = Math.max(1e-3, content.box.halfExtents.length())
    this.#canvas = app.graphicsDevice.canvas
  }

  stand({ positionMetres, view }: Standpoint, targetMetres: Point3): void {
    const { camera } = this.camera
    if (!camera) return
    const distance = Math.hypot(...positionMetres.map((value, axis) => value - (targetMetres[axis] ?? 0)))
    this.camera.setPosition(...positionMetres)
    this.camera.setEulerAngles(view.pitchDegrees, -view.yawDegrees, 0)
    camera.fov = orbitFovDegrees
    camera.horizontalFov = this.#canvas.width >= this.#canvas.height
    camera.nearClip = Math.max(distance * 0.01, this.#radiusMetres * 1e-3)
    camera.farClip = distance + this.#radiusMetres * 4
  }

  /** One frame, now. */
  draw(): void {
    this.app.renderNextFrame = true
    this.app.tick(performance.now())
  }

  destroy(): void {
    end(this.app)
  }
}

/** Throws CannotBeShown or NoGraphics. */
export async function openWorld(wish: WorldWish): Promise<World> {
  const app = startApp(wish)
  try {
    const { entity, asset } = await (wish.kind === 'model' ? loadModel(app, wish.bytes) : loadSplats(app, wish.bytes))
    app.root.addChild(entity)
    const camera = addCamera(app, wish.kind)
    if (wish.kind === 'model') lightRoom(app, camera)
    const content = wish.kind === 'model' ? boundsOfModel(entity) : boundsOfSplats(asset.resource)
    return new World(app, camera, content)
  } catch (error) {
    end(app)
    throw error instanceof Error ? error : new CannotBeShown(String(error))
  }
}

/** Gives everything back, the graphics context too: browsers lend only a few. */
function end(app: AppBase): void {
  const { canvas } = app.graphicsDevice
  app.destroy()
  canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  canvas.width = 0
  canvas.height = 0
}

function startApp({ canvas, kind, onStale }: WorldWish): AppBase {
  const options = new AppOptions()
  try {
    options.graphicsDevice = new WebglGraphicsDevice(canvas, {
      alpha: false,
      antialias: kind === 'model',
      powerPreference: 'high-performance',
    })
  } catch {
    throw new NoGraphics()
  }
  options.devtools = false
  options.componentSystems = [
    RenderComponentSystem,
    CameraComponentSystem,
    LightComponentSystem,
    ...(kind === 'splat' ? [GSplatComponentSystem] : []),
  ]
  options.resourceHandlers = [TextureHandler, ...(kind === 'splat' ? [GSplatHandler] : [ContainerHandler])]
  const app = new StillApp(canvas)
  app.init(options)
  app.autoRender = false
  // Splats are sorted beside: what was drawn meanwhile is out of order.
  app.scene.on('gsplat:sorted', onStale)
  app.systems.gsplat?.on('frame:request', onStale)
  app.start()
  return app
}

/** The file is given as bytes: nothing is fetched by the library, and no address is made up for what is inside. */
function load(app: AppBase, type: 'container' | 'gsplat', fileName: string, bytes: ArrayBuffer): Promise<Asset> {
  const asset = new Asset(fileName, type, { url: fileName, filename: fileName, contents: bytes })
  return new Promise((loaded, failed) => {
    asset.once('load', () => (asset.resource ? loaded(asset) : failed(new CannotBeShown())))
    asset.once('error', (reason: unknown) => failed(new CannotBeShown(String(reason))))
    app.assets.add(asset)
    app.assets.load(asset)
  })
}

async function loadModel(app: AppBase, bytes: ArrayBuffer) {
  const asset = await load(app, 'container', 'model.glb', bytes)
  const container = asset.resource as ContainerResource
  return { entity: container.instantiateRenderEntity({ castShadows: false }), asset }
}

async function loadSplats(app: AppBase, bytes: ArrayBuffer) {
  const asset = await load(app, 'gsplat', 'scene.sog', bytes)
  const entity = new Entity()
  entity.addComponent('gsplat', { asset })
  // Captures are stored with y downwards.
  entity.setLocalEulerAngles(0, 0, 180)
  return { entity, asset }
}

function addCamera(app: AppBase, kind: WorldWish['kind']): Entity {
  const camera = new Entity()
  camera.addComponent('camera', {
    clearColor: background[kind],
    ...(kind === 'model' && { toneMapping: TONEMAP_NEUTRAL }),
    // The studio lights the model; it is not to be seen.
    layers: [LAYERID_WORLD, LAYERID_DEPTH, LAYERID_IMMEDIATE],
  })
  app.root.addChild(camera)
  // Glass shows what is behind it: that has to be drawn first.
  const hasGlass = app.root
    .findComponents('render')
    .some((render) => 'meshInstances' in render && meshesOf(render).some(({ material }) => isGlass(material)))
  if (hasGlass) camera.camera?.requestSceneColorMap(true)
  return camera
}

const isGlass = (material: unknown) => material instanceof StandardMaterial && material.refraction > 0

interface Mesh {
  material: unknown
  aabb: BoundingBox
}
const meshesOf = (render: object): readonly Mesh[] =>
  'meshInstances' in render && Array.isArray(render.meshInstances) ? render.meshInstances : []

function boundsOfModel(entity: Entity) {
  const [first, ...others] = entity.findComponents('render').flatMap(meshesOf)
  if (!first) throw new CannotBeShown('nothing to see')
  const box = first.aabb.clone()
  for (const { aabb } of others) box.add(aabb)
  return { box, bounds: boundsOf(box) }
}

const boundsOf = (box: BoundingBox): Bounds => {
  const [low, high] = [box.getMin(), box.getMax()]
  return { low: [low.x, low.y, low.z], high: [high.x, high.y, high.z] }
}

const mostSamples = 20_000
/** Captures carry crumbs far away from what they show: these shares of their points count. */
const innerShares = [0.03, 0.97] as const

function boundsOfSplats(resource: unknown) {
  const centers = centersOf(resource)
  const count = Math.floor(centers.length / 3)
  if (count === 0) throw new CannotBeShown('nothing to see')
  const step = Math.max(1, Math.floor(count / mostSamples))
  const ends = ([0, 1, 2] as const).map((axis) => {
    const values: number[] = []
    for (let index = 0; index < count; index += step) values.push(centers[index * 3 + axis] ?? 0)
    values.sort((a, b) => a - b)
    return innerShares.map((share) => values[Math.round(share * (values.length - 1))] ?? 0)
  })
  const [[x0 = 0, x1 = 0] = [], [y0 = 0, y1 = 0] = [], [z0 = 0, z1 = 0] = []] = ends
  // Turned upright as the splats themselves are.
  const bounds: Bounds = { low: [-x1, -y1, z0], high: [-x0, -y0, z1] }
  const box = new BoundingBox()
  box.halfExtents.set(...axesOf(bounds))
  return { box, bounds }
}

const axesOf = ({ low, high }: Bounds) =>
  [Math.max(0.01, high[0] - low[0]), Math.max(0.01, high[1] - low[1]), Math.max(0.01, high[2] - low[2])] as const

const centersOf = (resource: unknown): Float32Array =>
  typeof resource === 'object' && resource !== null && 'centers' in resource && resource.centers instanceof Float32Array
    ? resource.centers
    : new Float32Array()
