// The file's fault, and final: it can't become an attachment.
import type { AttachmentRefusalCode, RefusalDetails } from './contract.ts'

export class AttachmentRefusal extends Error {
  readonly code: AttachmentRefusalCode
  readonly details: RefusalDetails

  constructor(code: AttachmentRefusalCode, details: RefusalDetails = {}) {
    super(`attachments.${code} ${JSON.stringify(details)}`)
    this.name = 'AttachmentRefusal'
    this.code = code
    this.details = details
  }
}
