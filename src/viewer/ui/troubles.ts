// Tells the visitor what keeps the picture from coming, and takes it back when that is over. Mends nothing itself.
import type { Panorama } from '../engine/panorama.ts'
import type { Notices } from './notice.ts'

/** Attempts after which the visitor hears that tiles don't come. */
const patientAttempts = 2

export function tellTroubles(panorama: Panorama, notices: Notices, signal: AbortSignal): void {
  panorama.on('tileError', ({ attempts, status }) => {
    const hopeless = status !== undefined && status < 500
    if (!navigator.onLine) notices.show('viewer.offline')
    else if (hopeless || attempts >= patientAttempts) notices.show('viewer.tiles_failing')
  })
  panorama.on('contextLost', () => notices.show('viewer.picture_lost'))
  panorama.on('contextRestored', () => notices.clear('viewer.picture_lost'))
  window.addEventListener('offline', () => notices.show('viewer.offline'), { signal })
  window.addEventListener('online', () => notices.clear('viewer.offline'), { signal })
}
