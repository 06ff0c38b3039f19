// The name of a role inside a team.
import { roles } from '#rooms/teams/abilities/contract.ts'
import { useWords } from '../../lib/words.tsx'

export function useTeamRoleWord(): (role: string) => string {
  const { t } = useWords()
  return (role) => {
    const known = roles.find((each) => each === role)
    return known ? t(`teams.role.${known}`) : role
  }
}
