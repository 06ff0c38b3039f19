// Entry of the process that works on one attachment: takes one order, answers it and is ended. It holds no secret and serves nobody.
import { outageOf } from '#platform/outage.ts'
import { ImagingRefusal } from '../../refusal.ts'
import type { DerivedAttachment, DeriveOrder, DeriveReply } from '../contract.ts'
import { AttachmentRefusal } from '../refusal.ts'

/** Loaded when needed: the process for a captions file stays small. */
async function derive(order: DeriveOrder): Promise<DerivedAttachment> {
  switch (order.kind) {
    case 'picture':
      return (await import('./picture.ts')).derivePicture(order)
    case 'video':
      return (await import('./media-file.ts')).deriveVideo(order)
    case 'sound':
      return (await import('./media-file.ts')).deriveSound(order)
    case 'captions':
      return (await import('./captions.ts')).deriveCaptions(order)
    case 'model':
      return (await import('./model.ts')).deriveModel(order)
    case 'splat':
      return (await import('./splats.ts')).deriveSplats(order)
  }
}

function report(error: unknown): DeriveReply {
  if (error instanceof AttachmentRefusal) return { kind: 'refused', code: error.code, details: error.details }
  if (error instanceof ImagingRefusal && error.code === 'out_of_memory')
    return { kind: 'refused', code: 'out_of_memory', details: { memoryMegabytes: 1024 } }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { kind: 'failed', message, outage: outageOf(error) }
}

process.on('disconnect', () => process.exit(0))
process.on('message', (order: DeriveOrder) => {
  void derive(order)
    .then((attachment): DeriveReply => ({ kind: 'derived', attachment }), report)
    .then((reply) => process.send?.(reply))
})
