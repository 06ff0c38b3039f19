// Runs in the browser, before the public viewer: keeps hold of the viewer's panorama, which it puts nowhere itself, and drives it.
import { Panorama } from '#viewer/engine/panorama.ts'
import './driver.ts'

let caught: Panorama | undefined
const { show } = Panorama.prototype

Panorama.prototype.show = function (this: Panorama, ...what: Parameters<typeof show>) {
  caught = this
  show.apply(this, what)
}

window.bench = {
  look: (yawDegrees) => {
    if (!caught) return
    caught.lookAround = true
    caught.view = { ...caught.view, yawDegrees, pitchDegrees: 0 }
  },
  // As a visitor does who edits the address, or goes back.
  enter: (scene) => {
    location.hash = `scene=s${scene}`
  },
}
