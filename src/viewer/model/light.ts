// Light that flatters no colour: a bright studio with a soft ceiling, computed here so that nothing has to be fetched, and one lamp
// that gives edges their shape.
import {
  ADDRESS_CLAMP_TO_EDGE,
  type AppBase,
  Color,
  Entity,
  EnvLighting,
  PIXELFORMAT_RGBA8,
  TEXTUREPROJECTION_EQUIRECT,
  Texture,
} from 'playcanvas'

const widthPx = 64
const heightPx = 32
/** Phones and software renderers make it in a moment; more samples are not to be seen on a sky this plain. */
const atlas = { size: 256, numReflectionSamples: 128, numAmbientSamples: 256 }

export function lightRoom(app: AppBase, camera: Entity): void {
  const sky = new Texture(app.graphicsDevice, {
    name: 'studio',
    width: widthPx,
    height: heightPx,
    format: PIXELFORMAT_RGBA8,
    projection: TEXTUREPROJECTION_EQUIRECT,
    mipmaps: false,
    addressU: ADDRESS_CLAMP_TO_EDGE,
    addressV: ADDRESS_CLAMP_TO_EDGE,
  })
  sky.lock().set(studio())
  sky.unlock()
  const source = EnvLighting.generateLightingSource(sky, { size: 64 })
  app.scene.envAtlas = EnvLighting.generateAtlas(source, atlas)
  app.scene.skyboxIntensity = 0.8
  source.destroy()
  sky.destroy()
  // Beside the eye: whatever side is looked at has its light.
  const lamp = new Entity()
  lamp.addComponent('light', { type: 'directional', color: new Color(1, 1, 1), intensity: 0.9, castShadows: false })
  lamp.setLocalEulerAngles(50, 30, 0)
  camera.addChild(lamp)
}

/** Bright above, a little darker below, with two softer windows at the sides that shine in what is polished. */
function studio(): Uint8Array {
  const pixels = new Uint8Array(widthPx * heightPx * 4)
  for (let y = 0; y < heightPx; y++) {
    const up = 1 - (y + 0.5) / heightPx
    for (let x = 0; x < widthPx; x++) {
      const isWindow = up > 0.52 && up < 0.8 && (Math.abs(x - 14) < 5 || Math.abs(x - 44) < 7)
      const value = Math.round(255 * Math.min(1, (isWindow ? 0.25 : 0) + 0.42 + 0.5 * up))
      pixels.set([value, value, value, 255], (y * widthPx + x) * 4)
    }
  }
  return pixels
}
