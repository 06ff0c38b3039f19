// Which point of the model lies under a pixel. For the studio: visitors never need it, and never fetch it.
import { Picker } from 'playcanvas'
import type { Point } from '#tour/projection.ts'
import type { Point3 } from '#tour/space.ts'
import type { World } from './world.ts'

/** `size`: of the picture in CSS pixels. Undefined beside the model. */
export async function pickPoint(
  { app, camera }: World,
  size: { widthPx: number; heightPx: number },
  point: Point,
): Promise<Point3 | undefined> {
  if (!camera.camera) return undefined
  const picker = new Picker(app, size.widthPx, size.heightPx, true)
  try {
    picker.prepare(camera.camera, app.scene)
    const found = await picker.getWorldPointAsync(point.x, point.y)
    return found ? [found.x, found.y, found.z] : undefined
  } finally {
    picker.destroy()
  }
}
