// What happens after somebody signed in: remember who, speak their language, go on.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { keys, type Me } from '../../lib/api.ts'
import { innerPath } from '../../lib/inner-path.ts'
import { storedLanguage } from '../../lib/language.ts'
import { useWords } from '../../lib/words.tsx'

export function useArrival(back?: string | undefined): (me: Me) => Promise<void> {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { setLanguage } = useWords()
  return async (me) => {
    queryClient.clear()
    queryClient.setQueryData(keys.me, me)
    // A choice made on this device just now is newer than the one in the account.
    if (!storedLanguage()) setLanguage(me.language)
    const path = innerPath(back)
    if (path) await navigate({ href: path, replace: true })
    else await navigate({ to: '/', replace: true })
  }
}

export function useEntry<Input>(enter: (input: Input) => Promise<Me>, back?: string | undefined) {
  const arrive = useArrival(back)
  return useMutation({ mutationFn: enter, onSuccess: arrive })
}
