// The part of WebXR that the viewer uses, as types: TypeScript's own library of the browser lacks it.

export interface XrTransform {
  /** Column-major 4×4: from the space of the pose to the reference space. */
  readonly matrix: Float32Array
  readonly inverse: XrTransform
}

export interface XrView {
  readonly projectionMatrix: Float32Array
  readonly transform: XrTransform
}

export interface XrPose {
  readonly transform: XrTransform
}

export interface XrViewerPose extends XrPose {
  readonly views: readonly XrView[]
}

export type XrSpace = object

export interface XrInputSource {
  readonly targetRayMode: 'gaze' | 'tracked-pointer' | 'screen' | 'transient-pointer'
  readonly targetRaySpace: XrSpace
}

export interface XrFrame {
  getViewerPose(space: XrSpace): XrViewerPose | undefined | null
  getPose(space: XrSpace, base: XrSpace): XrPose | undefined | null
}

export interface XrSelectEvent extends Event {
  readonly frame: XrFrame
  readonly inputSource: XrInputSource
}

export interface XrLayer {
  readonly framebuffer: WebGLFramebuffer | null
  getViewport(view: XrView): { x: number; y: number; width: number; height: number } | undefined | null
}

export interface XrSession extends EventTarget {
  readonly inputSources: Iterable<XrInputSource>
  requestAnimationFrame(callback: (now: number, frame: XrFrame) => void): number
  requestReferenceSpace(type: 'local'): Promise<XrSpace>
  updateRenderState(state: { baseLayer: XrLayer }): void
  end(): Promise<void>
  addEventListener(type: 'select', listener: (event: XrSelectEvent) => void): void
  addEventListener(type: 'end', listener: () => void): void
}

export interface XrSystem {
  isSessionSupported(mode: 'immersive-vr'): Promise<boolean>
  requestSession(mode: 'immersive-vr'): Promise<XrSession>
}

export interface XrLayerOptions {
  antialias: boolean
  depth: boolean
  stencil: boolean
  alpha: boolean
}

declare global {
  interface Navigator {
    readonly xr?: XrSystem
  }
  interface WebGL2RenderingContext {
    makeXRCompatible?(): Promise<void>
  }
  interface Window {
    readonly XRWebGLLayer?: new (session: XrSession, gl: WebGL2RenderingContext, options: XrLayerOptions) => XrLayer
  }
}
