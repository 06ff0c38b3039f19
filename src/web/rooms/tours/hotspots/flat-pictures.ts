// What hangs on the walls of the scene on screen, handed to the engine: pictures as bitmaps, videos playing silently.
import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FlatHotspot } from '#tour/hotspots.ts'
import type { Scene } from '#tour/tour.ts'
import type { Quad } from '#viewer/engine/quads.ts'
import { type Attachment, api, keys } from '../../../lib/api.ts'
import { useWorkplace } from '../editor/workplace.tsx'

type Pixels = Quad['pixels']

export function useFlatPictures(scene: Scene): void {
  const { teamId, engine } = useWorkplace()
  const flats = scene.hotspots.filter((hotspot) => hotspot.kind === 'flat')
  const ids = [...new Set(flats.flatMap(({ attachment }) => attachment ?? []))]
  const attachments = useQueries({
    queries: ids.map((id) => ({ queryKey: keys.attachment(teamId, id), queryFn: () => api.attachment(teamId, id) })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
  const pixels = usePixels(attachments)
  useEffect(() => {
    if (!engine) return
    const hang = () => engine.setQuads(flats.flatMap((flat) => quadOf(flat, pixels)))
    hang()
    let hungOn = engine.source?.id
    // The sharper picture of a scene is another panorama, and begins with bare walls.
    return engine.on('settled', ({ sourceId }) => {
      if (sourceId !== hungOn) hang()
      hungOn = sourceId
    })
  })
}

function quadOf({ id, corners, attachment }: FlatHotspot, pixels: ReadonlyMap<string, Pixels>): Quad[] {
  const found = attachment && pixels.get(attachment)
  return found ? [{ id, corners, pixels: found }] : []
}

/** Loads each file once and lets go of it when nothing shows it any more. */
function usePixels(attachments: readonly Attachment[]): ReadonlyMap<string, Pixels> {
  const [loaded, setLoaded] = useState<ReadonlyMap<string, Pixels>>(new Map())
  const wanted = attachments.flatMap(({ id, published }) =>
    published ? [`${id} ${published.kind} ${published.file.url}`] : [],
  )
  const key = wanted.join('\n')
  useEffect(() => {
    const gone = new AbortController()
    const load = async (line: string) => {
      const [id = '', kind, url = ''] = line.split(' ')
      const pixels = await (kind === 'video' ? playing(url) : bitmapOf(url, gone.signal))
      if (gone.signal.aborted) return letGo(pixels)
      gone.signal.addEventListener('abort', () => letGo(pixels))
      setLoaded((before) => new Map(before).set(id, pixels))
    }
    // What can't be loaded stays an empty frame: the form says what is wrong with the file.
    for (const line of key.split('\n').filter(Boolean)) load(line).catch(() => undefined)
    return () => {
      gone.abort()
      setLoaded(new Map())
    }
  }, [key])
  return loaded
}

async function bitmapOf(url: string, signal: AbortSignal): Promise<ImageBitmap> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`)
  return createImageBitmap(await answer.blob())
}

async function playing(url: string): Promise<HTMLVideoElement> {
  const video = document.createElement('video')
  Object.assign(video, { src: url, muted: true, loop: true, playsInline: true })
  // Without permission to play it shows its first picture.
  await video.play().catch(() => undefined)
  return video
}

/** Bitmaps stay whole: the engine may need them once more, for the scene that one is leaving or for a new graphics context. */
function letGo(pixels: Pixels): void {
  if (!(pixels instanceof HTMLVideoElement)) return
  pixels.pause()
  pixels.removeAttribute('src')
}
