// Where an uploaded file lies as it came: named by its content, private to the team.
export const originalKey = (teamId: string, sha256: string) => `originals/${teamId}/${sha256}`
