// The place into which the code for models comes when a scene with one is opened.
import { Loader } from '@mantine/core'
import { type ComponentType, useEffect, useState } from 'react'
import type { ModelScene } from '#tour/tour.ts'
import { loadPart } from '../../../lib/late.ts'
import { ErrorPlace } from '../../../ui/pieces.tsx'
import classes from '../editor/stage.module.css'

const load = () => import('./model-stage.tsx').then(({ ModelStage }) => ModelStage)

export function LateModelStage({ scene }: { scene: ModelScene }) {
  const [part, setPart] = useState<{ Body: ComponentType<{ scene: ModelScene }> }>()
  const [trouble, setTrouble] = useState<unknown>()
  const fetchPart = () => {
    setTrouble(undefined)
    loadPart(load).then((Body) => setPart({ Body }), setTrouble)
  }
  useEffect(fetchPart, [])
  if (part) return <part.Body key={scene.id} scene={scene} />
  return (
    <div className={classes.stage}>
      <div className={classes.notice}>
        {trouble ? <ErrorPlace error={trouble} onRetry={fetchPart} /> : <Loader size={28} color="#f4f5f6" />}
      </div>
    </div>
  )
}
