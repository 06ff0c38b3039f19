// A change of one's credentials concerns all that is shown of them.
import { type AfterChange, useChange } from '../../lib/use-change.ts'
import { credentialKeys } from './credentials-api.ts'

export const useCredentialChange = <Input, Result>(
  change: (input: Input) => Promise<Result>,
  after?: AfterChange<Result>,
) => useChange(Object.values(credentialKeys), change, after)
