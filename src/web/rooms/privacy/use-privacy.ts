// A change in the privacy room concerns one list or page of it.
import type { QueryKey } from '@tanstack/react-query'
import { type AfterChange, useChange } from '../../lib/use-change.ts'

export const usePrivacyChange = <Input = void, Result = unknown>(
  key: QueryKey,
  change: (input: Input) => Promise<Result>,
  after?: AfterChange<Result>,
) => useChange([key], change, after)
