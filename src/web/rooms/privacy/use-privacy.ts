// A change in the privacy room: what is shown is read anew, and a short sentence says that it is done.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'

export function usePrivacyChange<Input = void, Result = unknown>(
  key: readonly string[],
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
      await queryClient.invalidateQueries({ queryKey: [...key] })
    },
  })
}
