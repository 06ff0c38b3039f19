// What every page of the comparison offers to the bench, whatever engine is on it. Types only.

export interface Driver {
  /** Turns to a yaw at once, at pitch 0. */
  look(yawDegrees: number): void
  /** Enters a scene of the tour. */
  enter(scene: number): void
}

/** What gl-probe.ts counts. */
export interface GlCounts {
  draws: number
  textureBytes: number
  peakTextureBytes: number
}

declare global {
  interface Window {
    bench?: Driver
    glCounts?: GlCounts
  }
}
