// One tour in the list: its own picture, its name, one line of facts, its state.
import { ActionIcon, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TourCard } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { MoreIcon, OpenIcon, PhotoIcon, TrashIcon } from '../../../ui/icons.tsx'
import { StateWord } from '../../../ui/pieces.tsx'
import { Faces } from '../people/faces.tsx'
import { PublicationWord } from '../publication-word.tsx'
import classes from './tours.module.css'

export function TourCardView({ teamId, card, onDelete }: { teamId: string; card: TourCard; onDelete?: () => void }) {
  const { t, text, date } = useWords()
  const title = text(card.title) || t('web.untitled')
  return (
    <li className={classes.card}>
      <div className={classes.picture}>
        {card.thumbnailUrl ? (
          <img src={card.thumbnailUrl} alt="" loading="lazy" decoding="async" />
        ) : (
          <PhotoIcon size={32} />
        )}
      </div>
      <div className={classes.body}>
        <h2 className={classes.title}>
          {card.isDamaged ? (
            title
          ) : (
            <Link to="/studio/$teamId/tours/$tourId" params={{ teamId, tourId: card.id }} className={classes.link}>
              {title}
            </Link>
          )}
        </h2>
        <p className={classes.facts}>
          {t('web.tours.scenes', { count: card.sceneCount })} ·{' '}
          <time dateTime={card.updatedAt}>{date(card.updatedAt)}</time>
        </p>
        <div className={classes.state}>
          {card.isDamaged ? (
            <StateWord tone="danger">{t('tours.damaged')}</StateWord>
          ) : (
            <PublicationWord publication={card.publication} />
          )}
          <Faces
            people={card.assignees}
            label={t('people.in_charge', { names: card.assignees.map(({ name }) => name).join(', ') })}
          />
        </div>
      </div>
      {(card.publication || onDelete) && (
        <Menu>
          <Menu.Target>
            <ActionIcon className={classes.more} aria-label={t('web.more', { name: title })}>
              <MoreIcon />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {card.publication && (
              <Menu.Item
                component="a"
                href={card.publication.url}
                target="_blank"
                rel="noopener"
                leftSection={<OpenIcon size={18} />}
              >
                {t('web.publish.open')}
              </Menu.Item>
            )}
            {onDelete && (
              <Menu.Item data-danger leftSection={<TrashIcon size={18} />} onClick={onDelete}>
                {t('web.delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
