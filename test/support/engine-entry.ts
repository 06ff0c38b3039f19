// The engine by itself in a page, for tests: everything it exports, on the window.
import * as input from '#viewer/engine/input.ts'
import * as orientation from '#viewer/engine/orientation.ts'
import * as panorama from '#viewer/engine/panorama.ts'
import * as rotation from '#viewer/engine/rotation.ts'
import * as walk from '#viewer/engine/walk.ts'

export const engineForTests = { ...panorama, ...input, ...orientation, ...rotation, ...walk }

declare global {
  interface Window {
    engine: typeof engineForTests
    panorama: panorama.Panorama
  }
}

window.engine = engineForTests
