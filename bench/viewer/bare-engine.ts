// Our engine without any interface, as somebody would use it who builds a page around it. Runs in the browser.
import type { PanoramaSource } from '#tour/published.ts'
import { attachInput } from '#viewer/engine/input.ts'
import { createPanorama } from '#viewer/engine/panorama.ts'
import './driver.ts'

const canvas = document.createElement('canvas')
canvas.style.cssText = 'display:block;width:100%;height:100%'
document.getElementById('p')?.append(canvas)
const sources: PanoramaSource[] = JSON.parse(document.getElementById('scenes')?.textContent ?? '[]')
const view = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
const panorama = createPanorama(canvas)
attachInput(panorama)
if (sources[0]) panorama.show(sources[0], view)

window.bench = {
  look: (yawDegrees) => {
    panorama.lookAround = true
    panorama.view = { ...panorama.view, yawDegrees, pitchDegrees: 0 }
  },
  enter: (scene) => {
    const source = sources[scene]
    if (source) void panorama.goTo(source, { view })
  },
}
