// The secret of a mail's link stands behind #: browsers send it to nobody. A second link that is opened in the same page counts too.
import { useLocation } from '@tanstack/react-router'

export const useLinkToken = (): string => useLocation({ select: ({ hash }) => hash })
