// A short silent video, recorded by the browser that will play it: two colours that change places.
import type { Browser } from 'playwright-core'

export async function recordVideo(browser: Browser, widthPx: number, heightPx: number): Promise<Buffer> {
  const page = await browser.newPage()
  const text = await page.evaluate(
    async ([width, height]) => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width, height })
      const context = canvas.getContext('2d')
      const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' })
      const parts: Blob[] = []
      recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
      recorder.start()
      for (let frame = 0; frame < 30 && context; frame++) {
        context.fillStyle = frame % 10 < 5 ? '#00a040' : '#0060ff'
        context.fillRect(0, 0, width, height)
        await new Promise((later) => setTimeout(later, 40))
      }
      await new Promise((stopped) => {
        recorder.addEventListener('stop', stopped)
        recorder.stop()
      })
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
      return btoa(String.fromCharCode(...bytes))
    },
    [widthPx, heightPx] as const,
  )
  await page.close()
  return Buffer.from(text, 'base64')
}
