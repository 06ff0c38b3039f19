// What each role may do, from the same table that the server asks.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Ability, allAbilities, can, type Role, roles, ruleOf } from '#rooms/teams/abilities/contract.ts'
import { api, keys } from '../../lib/api.ts'
import { roleIn } from '../../lib/role.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import classes from './roles.module.css'

const studioRoute = getRouteApi('/studio/$teamId')

export function RolesPage() {
  const { t } = useWords()
  usePageTitle(t('teams.roles.title'))
  const { teamId } = studioRoute.useParams()
  const { me: entered } = studioRoute.useRouteContext()
  const { data: me = entered } = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const own = roleIn(me, teamId)
  return (
    <>
      <h1 className={classes.title}>{t('teams.roles.title')}</h1>
      <dl className={classes.roles}>
        {roles.map((role) => (
          <div key={role} className={classes.role} data-own={role === own || undefined}>
            <dt>
              {t(`teams.role.${role}`)}
              {role === own && <span className={classes.own}>{t('teams.roles.yours')}</span>}
            </dt>
            <dd>{t(`teams.role_about.${role}`)}</dd>
          </div>
        ))}
      </dl>
      <AbilityTable own={own} />
      <p className={classes.note}>{t('teams.roles.own_note')}</p>
    </>
  )
}

function AbilityTable({ own }: { own: Role | undefined }) {
  const { t } = useWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the screen is scrolled by keyboard too.
    <section className={classes.scroll} aria-label={t('teams.roles.table')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('teams.roles.ability')}</span>
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" data-own={role === own || undefined}>
                {t(`teams.role.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {allAbilities.map((ability) => (
            <tr key={ability}>
              <th scope="row">{t(`abilities.${ability}`)}</th>
              {roles.map((role) => (
                <td key={role} data-own={role === own || undefined}>
                  <Cell ability={ability} role={role} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ ability, role }: { ability: Ability; role: Role }) {
  const { t } = useWords()
  if (!can(role, ability)) return <span className="visually-hidden">{t('teams.roles.no')}</span>
  if (role === 'agent' && ruleOf(ability).own) return <span className={classes.limited}>{t('teams.roles.own')}</span>
  return (
    <>
      <CheckIcon size={18} />
      <span className="visually-hidden">{t('teams.roles.yes')}</span>
    </>
  )
}
