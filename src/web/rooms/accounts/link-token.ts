// The secret of a mail's link stands behind #: browsers send it to nobody. Read once; a page that is reloaded still has it.
import { useState } from 'react'

export const useLinkToken = (): string => useState(() => decodeURIComponent(location.hash.slice(1)))[0]
