// Human text in the three languages of the product and the chain by which a missing language falls back. Pure.
import { z } from 'zod'

export const Language = z.enum(['kk', 'ru', 'en'])
export type Language = z.infer<typeof Language>
export const languages = Language.options

/** One text in up to three languages. An absent or empty language falls back, see `textIn`. */
export const Text = z.strictObject({
  kk: z.string().max(10_000).optional(),
  ru: z.string().max(10_000).optional(),
  en: z.string().max(10_000).optional(),
})
export type Text = z.infer<typeof Text>
