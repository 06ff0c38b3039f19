// A change that somebody makes: what it concerns is read anew, and a short sentence says that it is done.
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { showToast } from '../ui/toasts.tsx'
import { useWords, type WordKey } from './words.tsx'

export interface AfterChange<Result> {
  said?: WordKey
  onDone?: (result: Result) => void
}

export function useChange<Input, Result>(
  concerned: readonly QueryKey[],
  change: (input: Input) => Promise<Result>,
  { said, onDone }: AfterChange<Result> = {},
) {
  const queryClient = useQueryClient()
  const { t } = useWords()
  return useMutation({
    mutationFn: change,
    onSuccess: async (result) => {
      onDone?.(result)
      if (said) showToast(t(said))
      await Promise.all(concerned.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    },
  })
}
