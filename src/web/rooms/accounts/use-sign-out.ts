// Ends the session on the server, then forgets everything this page knew.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, keys } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'

export function useSignOut() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { error: sentence } = useWords()
  return async () => {
    try {
      await api.signOut()
      await navigate({ to: '/sign-in' })
      // All but what the sign-in page has just asked for: it would wait for that in vain.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.welcome[0] })
      queryClient.getMutationCache().clear()
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
  }
}
