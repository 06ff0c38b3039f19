// Ends the session on the server, then forgets everything this page knew.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../lib/api.ts'
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
      queryClient.clear()
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
  }
}
