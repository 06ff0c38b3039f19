// Why imaging work ended without a panorama: the file's fault (a refusal, final) or the machinery's (a crash, worth a retry).
import type { Outage } from '#platform/outage.ts'
import type { ImagingRefusalCode } from './contract.ts'

export type RefusalDetails = Record<string, string | number>

/** The file can't become a panorama, and trying again would not change that. */
export class ImagingRefusal extends Error {
  readonly code: ImagingRefusalCode
  readonly details: RefusalDetails

  constructor(code: ImagingRefusalCode, details: RefusalDetails = {}) {
    super(`imaging.${code} ${JSON.stringify(details)}`)
    this.name = 'ImagingRefusal'
    this.code = code
    this.details = details
  }
}

/** The imaging process ended or failed for a reason that the file may not be guilty of. The next file meets a new process. */
export class ImagingCrash extends Error {
  /** No room left, for example: neither the file nor the imaging is to blame. */
  readonly outage: Outage | undefined

  constructor(message: string, outage?: Outage) {
    super(message)
    this.name = 'ImagingCrash'
    this.outage = outage
  }
}
