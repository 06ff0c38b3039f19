// What the feed can be narrowed to; each is a set of actions, by the noun they begin with. Pure, and free of zod, so that the studio can
// read it without loading a schema library. An action whose noun stands nowhere here is in no team's feed.
export const activityKinds = {
  tours: ['tour'],
  files: ['panorama', 'attachment'],
  comments: ['comment'],
  leads: ['lead'],
  people: ['member', 'invitation', 'applicant', 'ownership'],
  team: ['team', 'key', 'requisites', 'hold', 'agreement', 'export', 'support'],
} as const satisfies Record<string, readonly string[]>
export type ActivityKind = keyof typeof activityKinds
