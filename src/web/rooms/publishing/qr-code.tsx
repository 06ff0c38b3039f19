// A QR code as a picture of the page, and as a file to print.
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { encode } from 'uqr'
import { useWords } from '../../lib/words.tsx'
import { UploadIcon } from '../../ui/icons.tsx'
import classes from './publish-sheet.module.css'

/** What scanners want around it, in modules. */
const quiet = 4

export function QrCode({ address, fileName }: { address: string; fileName: string }) {
  const { t } = useWords()
  const { path, size } = useMemo(() => drawn(address), [address])
  const save = () => {
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
    const url = URL.createObjectURL(new Blob([picture], { type: 'image/svg+xml' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${fileName}-qr.svg`
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <div className={classes.qr}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('web.share.qr')} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      <div>
        <p className={classes.note}>{t('web.share.qr_note')}</p>
        <Button leftSection={<UploadIcon size={18} style={{ transform: 'rotate(180deg)' }} />} onClick={save}>
          {t('web.share.qr_save')}
        </Button>
      </div>
    </div>
  )
}

function drawn(address: string): { path: string; size: number } {
  const { data, size } = encode(address, { ecc: 'M', border: quiet })
  const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
  return { path: rows.join(''), size }
}
