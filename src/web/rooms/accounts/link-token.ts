// The secret of a mail's link stands behind #: browsers send it to nobody. A second link that is opened in the same page counts too;
// an address without one, on the way to the next page, does not.
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'

export function useLinkToken(): string {
  const hash = useLocation({ select: (location) => location.hash })
  const [token, setToken] = useState(hash)
  if (hash !== '' && hash !== token) setToken(hash)
  return token
}
