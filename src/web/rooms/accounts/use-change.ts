// A change of one's credentials: what is shown of them is read anew, and a short sentence says that it is done.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { credentialKeys } from './credentials-api.ts'

export function useChange<Input, Result>(
  change: (input: Input) => Promise<Result>,
  { said, onDone }: { said?: WordKey; onDone?: (result: Result) => void } = {},
) {
  const queryClient = useQueryClient()
  const { t } = useWords()
  return useMutation({
    mutationFn: change,
    onSuccess: async (result) => {
      onDone?.(result)
      if (said) showToast(t(said))
      await Promise.all(
        Object.values(credentialKeys).map((queryKey) => queryClient.invalidateQueries({ queryKey: [...queryKey] })),
      )
    },
  })
}
