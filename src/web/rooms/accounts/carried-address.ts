// The address that somebody typed on one page of the entrance and need not type again on the next. It stands in the browser's history,
// never in an address that a server would log.
import { useLocation } from '@tanstack/react-router'

declare module '@tanstack/react-router' {
  interface HistoryState {
    address?: string
  }
}

export const useCarriedAddress = (): string => useLocation({ select: ({ state }) => state.address ?? '' })
