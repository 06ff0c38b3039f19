// The team in which somebody worked last on this device: where the start page leads.
const key = 'panoqor.team'

export function rememberTeam(teamId: string): void {
  try {
    localStorage.setItem(key, teamId)
  } catch {
    // Without storage the first team will do.
  }
}

/** The remembered one, if it is still theirs; else the first. */
export function lastTeam<Team extends { id: string }>(teams: readonly Team[]): Team | undefined {
  let remembered: string | null = null
  try {
    remembered = localStorage.getItem(key)
  } catch {
    // As above.
  }
  return teams.find(({ id }) => id === remembered) ?? teams[0]
}
