// The scene made ready for rays: three hierarchies (inside, window panes, town), lamps, and the windows as sources of light.
import { Bvh } from './bvh.ts'
import type { Mesh, Vec3 } from './mesh.ts'
import { openings, sunDirection } from './plan.ts'
import type { Colour } from './surface.ts'

/** A small source: a ball of light, or a disc that shines downwards. */
export interface Lamp {
  at: Vec3
  radius: number
  /** Geometry nearer than this (the lamp's own shade) casts no shadow. */
  clearance: number
  /** Power per solid angle. */
  intensity: Colour
  downwards: boolean
}

/** A window seen as a rectangle of sky: corner, two edges, the normal into the room. */
export interface Portal {
  corner: Vec3
  across: Vec3
  up: Vec3
  inward: Vec3
  area: number
}

export interface World {
  indoor: Bvh
  panes: Bvh
  outdoor: Bvh
  lamps: readonly Lamp[]
  portals: readonly Portal[]
  sun: Vec3
}

export interface Props {
  indoor: Mesh
  panes: Mesh
  outdoor: Mesh
  lamps: Lamp[]
}

export function worldOf({ indoor, panes, outdoor, lamps }: Props): World {
  return {
    indoor: new Bvh(indoor),
    panes: new Bvh(panes),
    outdoor: new Bvh(outdoor),
    lamps,
    portals: openings.filter((each) => each.kind === 'window').map(portalOf),
    sun: sunDirection(),
  }
}

function portalOf({ along, from, to, faces, sill, head }: (typeof openings)[number]): Portal {
  const outer = faces[1]
  const inwardSign = Math.sign(faces[0] - faces[1])
  const width = to - from
  const height = head - sill
  return {
    corner: along === 'x' ? [from, sill, outer] : [outer, sill, from],
    across: along === 'x' ? [width, 0, 0] : [0, 0, width],
    up: [0, height, 0],
    inward: along === 'x' ? [0, 0, inwardSign] : [inwardSign, 0, 0],
    area: width * height,
  }
}
