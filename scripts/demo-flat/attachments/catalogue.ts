// The demo flat's attachments: their files in demo/flat and the fixed ids under which tour.json names them. Seeding gives them others.

const id = (number: string) => `6f1d2a50-3c47-4b8e-9a10-0d5e5c0a01${number}`

export const attachmentFiles = {
  'plan.png': id('01'),
  'burabay.webp': id('02'),
  'river-and-wind.wav': id('03'),
  'model.glb': id('04'),
  'photo-living.jpg': id('11'),
  'photo-kitchen.jpg': id('12'),
  'photo-bedroom.jpg': id('13'),
  'photo-study.jpg': id('14'),
} as const

export type AttachmentFile = keyof typeof attachmentFiles
