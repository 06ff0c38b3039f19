// What the imaging floor's door and its child process say to each other. Plain data only: it goes through a pipe as JSON.
import type { Outage } from '#platform/outage.ts'
import type { ImagingEvent, ImagingRefusalCode, Inspection, PanoramaInput, TiledPanorama } from '../contract.ts'
import type { RefusalDetails } from '../refusal.ts'

/** Limits that hold for the whole life of a child; handed over once, as its only argument. */
export interface ChildLimits {
  memoryMegabytes: number
  maxPixels: number
  threads: number
}

export type Request =
  | { kind: 'inspect'; path: string; fileName: string }
  | { kind: 'tile'; input: PanoramaInput; fileName: string; outputFolder: string }

export type Reply =
  | { kind: 'event'; event: ImagingEvent }
  | { kind: 'inspected'; inspection: Inspection }
  | { kind: 'tiled'; panorama: TiledPanorama }
  | { kind: 'refused'; code: ImagingRefusalCode; details: RefusalDetails }
  | { kind: 'failed'; message: string; outage?: Outage }
