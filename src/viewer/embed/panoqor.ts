// The viewer as a module for other sites: importing it teaches the page the element <panoqor-tour>. What it exports is described in
// panoqor.d.ts, which is served beside it.
import { PanoqorTour } from './element.ts'

export { connect } from './connect.ts'
export { PanoqorTour } from './element.ts'

if (!customElements.get('panoqor-tour')) customElements.define('panoqor-tour', PanoqorTour)
