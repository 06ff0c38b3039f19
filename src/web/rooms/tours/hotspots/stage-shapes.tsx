// The shapes of a scene over the panorama: regions, flats and measurements as lines, and the handles of the one that is selected.
// Lines and handles are put into place by the layer that holds them (stage-hotspots.tsx).
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { type Angles, angleBetween } from '#tour/angles.ts'
import type { Scene } from '#tour/tour.ts'
import type { Panorama as Engine } from '#viewer/engine/panorama.ts'
import { useWords } from '../../../lib/words.tsx'
import { changeHotspot } from '../editor/edits.ts'
import { useWorkplace } from '../editor/workplace.tsx'
import { outlineOf, pathOf } from './outline.ts'
import { CornerAdder, Handle, isNearMiddle } from './shape-handles.tsx'
import classes from './shapes.module.css'
import {
  anchorOf,
  cornerRange,
  edgeMiddle,
  handlesOf,
  isShaped,
  measured,
  movedTo,
  roomOf,
  type Shaped,
  withCornerAfter,
  withHandle,
  withoutCorner,
} from './shapes.ts'
import { useStageDrag } from './stage-drag.ts'

/** Writes the lines of all shapes into their paths. */
export function drawShapes(svg: SVGSVGElement | null, scene: Scene, engine: Engine): void {
  const project = (yawDegrees: number, pitchDegrees: number) => engine.project(yawDegrees, pitchDegrees)
  for (const group of svg?.children ?? []) {
    const hotspot = scene.hotspots.find(({ id }) => group instanceof SVGElement && id === group.dataset.hotspot)
    if (!hotspot || !isShaped(hotspot)) continue
    const closed = hotspot.kind !== 'measurement'
    const path = pathOf(outlineOf(handlesOf(hotspot), closed, project), closed)
    for (const line of group.children) line.setAttribute('d', path)
  }
}

export function ShapeLines({ scene, svg }: { scene: Scene; svg: RefObject<SVGSVGElement | null> }) {
  const { hotspotId } = useWorkplace()
  const shapes = scene.hotspots.filter(isShaped)
  if (shapes.length === 0) return null
  return (
    <svg ref={svg} className={classes.shapes} aria-hidden="true" focusable="false">
      {shapes.map((hotspot) => (
        <ShapeLine key={hotspot.id} scene={scene} hotspot={hotspot} selected={hotspot.id === hotspotId} />
      ))}
    </svg>
  )
}

/** The selected shape can be grabbed anywhere; the others let the hand through to the panorama. */
function ShapeLine({ scene, hotspot, selected }: { scene: Scene; hotspot: Shaped; selected: boolean }) {
  const { editor, engine } = useWorkplace()
  const move = (to: Angles) =>
    editor.edit(
      (document) =>
        changeHotspot(document, scene.id, hotspot.id, (one) =>
          measured(movedTo(one, to, roomOf(scene)), roomOf(scene)),
        ),
      `move.${hotspot.id}`,
    )
  const { handlers, wasDrag } = useStageDrag(anchorOf(hotspot), move)
  return (
    <g
      data-hotspot={hotspot.id}
      data-kind={hotspot.kind}
      data-selected={selected || undefined}
      data-grip={(selected && editor.canEdit) || undefined}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger place to grab for hands; keys have the mark and the handles */}
      <path
        className={classes.area}
        {...(selected && editor.canEdit ? handlers : {})}
        onClick={wasDrag}
        onWheel={(event) => engine?.canvas.dispatchEvent(new WheelEvent('wheel', event.nativeEvent))}
      />
      <path className={classes.halo} />
      <path className={classes.line} />
    </g>
  )
}

/** Names and places of the handles; each is a child of the layer, which puts it where it belongs. */
export function ShapeHandles({ scene, hotspot }: { scene: Scene; hotspot: Shaped }) {
  const { t } = useWords()
  const { editor } = useWorkplace()
  const [inHand, setInHand] = useState<number>()
  const handles = handlesOf(hotspot)
  const change = (next: (one: Shaped) => Shaped, group?: string) =>
    editor.edit(
      (document) =>
        changeHotspot(document, scene.id, hotspot.id, (one) =>
          isShaped(one) ? measured(next(one), roomOf(scene)) : one,
        ),
      group,
    )
  const remove = (index: number) => {
    setInHand(undefined)
    change((one) => (one.kind === 'region' ? withoutCorner(one, index) : one))
  }
  const isRegion = hotspot.kind === 'region'
  useTurnTo(hotspot)
  return (
    <>
      {handles.map((at, index) => (
        <Handle
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the row
          key={index}
          at={at}
          name={
            hotspot.kind === 'measurement'
              ? t('web.shape.end', { number: index + 1 })
              : t('web.shape.corner', { number: index + 1, count: handles.length })
          }
          isInHand={inHand === index}
          onHand={(held) => setInHand((before) => (held ? index : before === index ? undefined : before))}
          onMove={(to, group) => change((one) => withHandle(one, index, to), `${group}.${hotspot.id}.${index}`)}
          onRemove={isRegion && handles.length > cornerRange.min ? () => remove(index) : undefined}
        />
      ))}
      {hotspot.kind === 'region' &&
        handles.length < cornerRange.max &&
        handles.map((_, index) => (
          <CornerAdder
            // biome-ignore lint/suspicious/noArrayIndexKey: an edge is its place in the row
            key={index}
            at={edgeMiddle(handles, index)}
            name={t('web.shape.add_corner', { number: index + 1 })}
            onAdd={() => change((one) => (one.kind === 'region' ? withCornerAfter(one, index) : one))}
            onPull={(to, isFirst) =>
              change((one) => {
                const grown = isFirst && one.kind === 'region' ? withCornerAfter(one, index) : one
                return withHandle(grown, index + 1, to)
              }, `add.${hotspot.id}.${index}`)
            }
          />
        ))}
    </>
  )
}

/** A smaller shape can't be worked with by hand, so one comes closer: until it takes this part of the picture's shorter side. */
const leastPx = 100
const comfortableShare = 0.4

/** Once, when the form has taken its place beside the panorama and the picture its new size. */
function useTurnTo(hotspot: Shaped) {
  const { engine } = useWorkplace()
  const turn = useEffectEvent(() => {
    if (!engine) return
    const at = anchorOf(hotspot)
    const { widthPx, heightPx, view } = engine.camera
    const sides = Math.max(widthPx, heightPx) / Math.min(widthPx, heightPx)
    const across = 2 * Math.max(...handlesOf(hotspot).map((handle) => angleBetween(at, handle)))
    const isSmall = (across / view.fovDegrees) * Math.max(widthPx, heightPx) < leastPx
    if (!isSmall && isNearMiddle(engine, at)) return
    const closer = Math.max(closestDegrees, (across / comfortableShare) * sides)
    void engine.turnTo({ ...at, ...(isSmall && { fovDegrees: Math.min(view.fovDegrees, closer) }) })
  })
  useEffect(() => {
    const timer = setTimeout(() => turn(), 120)
    return () => clearTimeout(timer)
  }, [])
}

/** So close one sees what the shape belongs to. */
const closestDegrees = 40
