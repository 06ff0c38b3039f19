// Why a tour was not published, or what is missing before it can be: rule by rule, each place a press away.
import type { ReactNode } from 'react'
import { type Problem, problemsOf } from '#tour/rules.ts'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import { WarningIcon } from '../../ui/icons.tsx'
import { findScene } from '../tours/editor/edits.ts'
import { useWorkplace } from '../tours/editor/workplace.tsx'
import { definitionOf, labelOfHotspot } from '../tours/hotspots/registry.tsx'
import { groupProblems, type ProblemPlace } from './problem-places.ts'
import classes from './publish-sheet.module.css'

/** A refusal to publish may list what is missing. */
export function PublishProblem({ error, onLeave }: { error: unknown; onLeave: () => void }): ReactNode {
  const words = useWords()
  return (
    <div className={classes.problem} role="alert">
      <WarningIcon />
      <div>
        <p>{words.error(error)}</p>
        <Problems problems={error instanceof ApiError ? problemsIn(error.details) : []} onLeave={onLeave} />
      </div>
    </div>
  )
}

/** The same, before anybody pressed anything: what is on screen is looked at. */
export function MissingParts({ onLeave }: { onLeave: () => void }): ReactNode {
  const { refusal } = useWords()
  const { tour } = useWorkplace()
  const problems = problemsOf(tour)
  if (problems.length === 0) return null
  return (
    <div className={classes.problem} data-calm>
      <WarningIcon />
      <div>
        <p>{refusal('publishing.unfinished')}</p>
        <Problems problems={problems} onLeave={onLeave} />
      </div>
    </div>
  )
}

const shownPlaces = 5

function Problems({ problems, onLeave }: { problems: readonly Pick<Problem, 'rule' | 'at'>[]; onLeave: () => void }) {
  const { t, refusal } = useWords()
  const { tour } = useWorkplace()
  const groups = groupProblems(problems, tour)
  if (groups.length === 0) return null
  return (
    <ul>
      {groups.map(({ rule, places }) => (
        <li key={rule}>
          {refusal(`tours.rule.${rule}`)}
          {places.slice(0, shownPlaces).map((place) => (
            <PlaceButton key={JSON.stringify(place)} place={place} onLeave={onLeave} />
          ))}
          {places.length > shownPlaces && (
            <span className={classes.morePlaces}>{t('web.problem.more', { count: places.length - shownPlaces })}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function PlaceButton({ place, onLeave }: { place: ProblemPlace; onLeave: () => void }) {
  const { t } = useWords()
  const { tour, nameOf, textOf } = useWorkplace()
  const goTo = useGoTo()
  const scene = place.kind === 'part' ? undefined : findScene(tour, place.sceneId)
  const hotspot = place.kind === 'hotspot' ? scene?.hotspots.find(({ id }) => id === place.hotspotId) : undefined
  const nameOfHotspot = () => {
    if (!scene || !hotspot) return ''
    const label = labelOfHotspot(hotspot, tour, textOf)
    const kind = t(definitionOf(hotspot.kind).words.name)
    return t('web.problem.in_scene', { hotspot: label ? `${kind} “${label}”` : kind, scene: nameOf(scene) })
  }
  const name = hotspot ? nameOfHotspot() : scene ? nameOf(scene) : t('web.problem.show')
  return (
    <button
      type="button"
      className={classes.placeButton}
      onClick={() => {
        onLeave()
        goTo(place)
      }}
    >
      {name}
    </button>
  )
}

/** Opens what a problem is about, ready to be changed. */
function useGoTo() {
  const { tour, scene, openScene, selectHotspot, setPanel, engine } = useWorkplace()
  return (place: ProblemPlace) => {
    if (place.kind === 'part') return setPanel(place.part)
    const isHere = scene?.id === place.sceneId
    if (!isHere) openScene(place.sceneId)
    if (place.kind === 'scene') return setPanel('scene')
    selectHotspot(place.hotspotId)
    const hotspot = findScene(tour, place.sceneId)?.hotspots.find(({ id }) => id === place.hotspotId)
    if (isHere && hotspot) void engine?.turnTo({ yawDegrees: hotspot.yawDegrees, pitchDegrees: hotspot.pitchDegrees })
  }
}

function problemsIn({ problems }: Record<string, unknown>): Pick<Problem, 'rule' | 'at'>[] {
  if (!Array.isArray(problems)) return []
  return problems.flatMap((problem: unknown) => (isProblem(problem) ? [problem] : []))
}

const isProblem = (value: unknown): value is Pick<Problem, 'rule' | 'at'> =>
  typeof value === 'object' &&
  value !== null &&
  'rule' in value &&
  typeof value.rule === 'string' &&
  'at' in value &&
  typeof value.at === 'string'
