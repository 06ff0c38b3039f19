// Leaves out of the viewer's 3D chunk what browsers with WebGL never run: the library carries every shader a second time, for WebGPU.
import type { Plugin } from 'vite'

const wgslChunk = /playcanvas[\\/]src[\\/]scene[\\/]shader-lib[\\/]wgsl[\\/]chunks[\\/]/

/** Each of these modules exports one text; its place is kept, its content is not. */
export const withoutWebGpuShaders: Plugin = {
  name: 'without-webgpu-shaders',
  transform(code, id) {
    if (!wgslChunk.test(id)) return undefined
    const name = /export default (\w+)|export \{\s*(\w+) as default\s*\}/.exec(code)
    return name ? { code: "export default ''", map: null } : undefined
  },
}
