// The keys of the tour page, for people.
import { Modal } from '@mantine/core'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { definitionOf, hotspotKinds } from '../hotspots/registry.tsx'
import classes from './help-sheet.module.css'

const rows: readonly [keys: string, word: WordKey][] = [
  ['V', 'web.tool.select'],
  ...hotspotKinds.map((kind): [string, WordKey] => {
    const { shortcut, words } = definitionOf(kind)
    return [shortcut, words.tool]
  }),
  ['← ↑ → ↓', 'web.help.look'],
  ['+  −', 'web.help.zoom'],
  ['Page Up / Page Down', 'web.help.scenes'],
  ['Alt ← / Alt →', 'web.help.move_scene'],
  ['Alt ↑ / Alt ↓', 'web.help.move_step'],
  ['F2', 'web.help.rename'],
  ['Delete', 'web.help.delete'],
  ['Ctrl Z', 'web.undo_edit'],
  ['Ctrl Shift Z', 'web.redo_edit'],
  ['Ctrl S', 'web.help.save'],
  ['P', 'web.publish'],
  ['K', 'comments.title'],
  ['Ctrl Enter', 'comments.send'],
  ['Esc', 'web.help.escape'],
  ['?', 'web.help'],
]

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('web.help')}
      size={480}
      closeButtonProps={{ 'aria-label': t('web.close') }}
    >
      <dl className={classes.rows}>
        {rows.map(([keys, word]) => (
          <div key={keys} className={classes.row}>
            <dt>{t(word)}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.note}>{t('web.help.pointer')}</p>
      <p className={classes.note}>{t('web.help.handles')}</p>
    </Modal>
  )
}
