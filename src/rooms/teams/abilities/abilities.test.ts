// The table of abilities: what the documentation says of it, and what must hold whatever is added.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { word } from '#platform/words.ts'
import { languages } from '#tour/text.ts'
import { allAbilities, can, rankOf, reaches, roles, rolesGivenBy, ruleOf } from './contract.ts'

const documentation = new URL('../../../../docs/roles.md', import.meta.url)

/** As docs/roles.md shows it. After a change of the table, paste what the failing test expected. */
function table(): string {
  const head = [
    `| | ${roles.map((role) => word('en', `teams.role.${role}`)).join(' | ')} |`,
    `|---|${'---|'.repeat(6)}`,
  ]
  const rows = allAbilities.map((ability) => {
    const { own, growth } = ruleOf(ability)
    const cells = roles.map((role) => (can(role, ability) ? (own && role === 'agent' ? 'own' : 'yes') : ''))
    return `| ${word('en', `abilities.${ability}`)}${growth ? ' ¹' : ''} (\`${ability}\`) | ${cells.join(' | ')} |`
  })
  return [...head, ...rows].join('\n')
}

it('is what docs/roles.md says', () => {
  expect(readFileSync(documentation, 'utf8')).toContain(table())
})

it('has a name for every ability and role in every language', () => {
  for (const language of languages) {
    for (const ability of allAbilities)
      expect(word(language, `abilities.${ability}`), ability).not.toBe(`abilities.${ability}`)
    for (const role of roles) expect(word(language, `teams.role_about.${role}`)).not.toBe(`teams.role_about.${role}`)
  }
})

it('gives the owner every ability, and the viewer none that changes tours, members or the team', () => {
  for (const ability of allAbilities) expect(can('owner', ability), ability).toBe(true)
  const changing = allAbilities.filter((ability) =>
    /\.(edit|publish|delete|manage|invite|upload|transfer|export)$/.test(ability),
  )
  for (const ability of changing) expect(can('viewer', ability), ability).toBe(false)
})

it('lets nobody give a role above their own, nor ownership, nor touch somebody as high as themselves', () => {
  for (const role of roles) {
    for (const given of rolesGivenBy(role)) expect(rankOf(given)).toBeLessThanOrEqual(rankOf(role))
    expect(rolesGivenBy(role)).not.toContain('owner')
    for (const other of roles) if (reaches(role, other)) expect(rankOf(other)).toBeLessThan(rankOf(role))
  }
  expect(rolesGivenBy('owner')).toContain('admin')
  expect(rolesGivenBy('editor')).toEqual([])
})
