// What is told about a property beside its pictures: typed numbers, so that every language writes them in its own way. Pure.
import { z } from 'zod'
import { Text } from './text.ts'

const SquareMetres = z.number().positive().max(10_000_000)

/** Every fact is optional; what is absent is not shown. */
export const PropertyFacts = z.strictObject({
  kind: z.enum(['flat', 'house', 'townhouse', 'office', 'retail', 'warehouse', 'land', 'parking']).optional(),
  deal: z.enum(['sale', 'rent', 'daily_rent']).optional(),
  /** Of the whole deal; per month or per day where it is a rent. */
  priceTiyn: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),
  areaSquareMetres: SquareMetres.optional(),
  livingAreaSquareMetres: SquareMetres.optional(),
  kitchenAreaSquareMetres: SquareMetres.optional(),
  landAreaSquareMetres: SquareMetres.optional(),
  roomCount: z.number().int().min(0).max(1000).optional(),
  storey: z.number().int().min(-20).max(500).optional(),
  storeyCount: z.number().int().min(1).max(500).optional(),
  ceilingMetres: z.number().positive().max(100).optional(),
  builtYear: z.number().int().min(1000).max(3000).optional(),
  address: Text.optional(),
  note: Text.optional(),
})
export type PropertyFacts = z.infer<typeof PropertyFacts>
