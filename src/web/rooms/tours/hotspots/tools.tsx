// The tools over the panorama: the hand, the common kinds of hotspots by name, all others in a menu.
import { Button, Menu } from '@mantine/core'
import { useRef } from 'react'
import { useWords } from '../../../lib/words.tsx'
import { DownIcon, PlusIcon, PointerIcon } from '../../../ui/icons.tsx'
import { Named } from '../../../ui/pieces.tsx'
import classes from '../editor/stage.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import own from './hotspots.module.css'
import { commonKinds, definitionOf, type HotspotKind, hotspotKinds } from './registry.tsx'

export function Tools() {
  const { t } = useWords()
  const { tool, setTool } = useWorkplace()
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('web.tools')}>
      <Named label={t('web.tool.select')} keys="V">
        <Button
          variant="pill"
          aria-pressed={tool === 'select'}
          leftSection={<PointerIcon size={18} />}
          onClick={() => setTool('select')}
        >
          <span className={classes.toolWord}>{t('web.tool.select')}</span>
        </Button>
      </Named>
      {commonKinds.map((kind) => {
        const { words, sign, shortcut } = definitionOf(kind)
        return (
          <Named key={kind} label={t(words.tool)} keys={shortcut}>
            <Button
              variant="pill"
              aria-pressed={tool === kind}
              leftSection={<span className={classes.toolSign}>{sign(14)}</span>}
              onClick={() => setTool(tool === kind ? 'select' : kind)}
            >
              <span className={classes.toolWord}>{t(words.tool)}</span>
            </Button>
          </Named>
        )
      })}
      <MoreKinds />
    </div>
  )
}

/** Models have no directions of sight to draw shapes in. */
const shapes: readonly HotspotKind[] = ['region', 'flat', 'measurement']
const rareKinds = hotspotKinds.filter((kind) => !commonKinds.includes(kind))

/** Shows the kind in hand as long as it is one of its own. */
function MoreKinds() {
  const { t } = useWords()
  const { tool, setTool, scene } = useWorkplace()
  const target = useRef<HTMLButtonElement>(null)
  const kinds = scene?.kind === 'panorama' ? rareKinds : rareKinds.filter((kind) => !shapes.includes(kind))
  const inHand = rareKinds.find((kind) => kind === tool)
  const choose = (kind: HotspotKind) => {
    setTool(kind)
    // With the tool in hand the picture is what one goes on with.
    setTimeout(() => target.current?.closest('[data-tool]')?.querySelector('canvas')?.focus({ preventScroll: true }))
  }
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button
          ref={target}
          variant="pill"
          aria-pressed={inHand !== undefined}
          aria-label={
            inHand
              ? `${t('web.tool.more_kinds')}: ${t(definitionOf(inHand).words.tool)}`
              : `${t('web.tool.more')}: ${t('web.tool.more_kinds')}`
          }
          leftSection={
            inHand ? <span className={classes.toolSign}>{definitionOf(inHand).sign(14)}</span> : <PlusIcon size={18} />
          }
          rightSection={<DownIcon size={16} className={own.moreArrow} />}
        >
          <span className={inHand ? `${classes.toolWord} ${own.inHandWord}` : classes.toolWord}>
            {t(inHand ? definitionOf(inHand).words.name : 'web.tool.more')}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => {
          const { words, sign, shortcut } = definitionOf(kind)
          return (
            <Menu.Item
              key={kind}
              leftSection={
                <span className={own.sign} data-kind={kind}>
                  {sign(16)}
                </span>
              }
              rightSection={<kbd className={own.key}>{shortcut}</kbd>}
              onClick={() => choose(kind)}
            >
              {t(words.name)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
