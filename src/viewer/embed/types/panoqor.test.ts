// What is promised to other sites and what the module exports are the same. The compiler proves most of it.
import { expectTypeOf, it } from 'vitest'
import type * as made from '../panoqor.ts'
import type * as promised from './panoqor.d.ts'

it('keeps what the published types promise', () => {
  expectTypeOf<typeof made.connect>().toExtend<typeof promised.connect>()
  expectTypeOf<Pick<made.PanoqorTour, keyof promised.PanoqorTour>>().toExtend<
    Pick<promised.PanoqorTour, keyof promised.PanoqorTour>
  >()
})
