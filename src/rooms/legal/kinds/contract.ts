// The documents there are, and where their pages stand. Pure, and free of zod, so that the studio can read it without a schema library.
export const legalKinds = ['terms', 'privacy', 'consent'] as const
/** Terms of use, privacy policy, consent to the processing of personal data. */
export type LegalKind = (typeof legalKinds)[number]

/** The last part of a document's public address. */
export const pageNames: Record<LegalKind, string> = {
  terms: 'terms-of-use',
  privacy: 'privacy-policy',
  consent: 'consent',
}

/** Must be accepted before an account exists, and again when a version says so. The privacy policy is only shown. */
export const kindsToAccept: readonly LegalKind[] = ['terms', 'consent']
