// The legal and agreements rooms on the roof: they stand below the accounts or beside the desk, so their policies are handed in here.
import type { Routes } from '#platform/http.ts'
import type { Tools } from '#platform/tools.ts'
import { personBeforeTerms, proven, staff, staffIn } from '#rooms/accounts/accounts.ts'
import { agreementRoutes } from '#rooms/agreements/routes.ts'
import { legalDeskRoutes } from '#rooms/legal/desk-routes.ts'
import { legalPageRoutes } from '#rooms/legal/pages/page-routes.ts'
import { legalRoutes } from '#rooms/legal/routes.ts'
import { mailIsConfigured } from '#rooms/notices/notices.ts'
import { able } from '#rooms/teams/teams.ts'
import { headerClasses } from './headers.ts'

export function legalDocumentRoutes(on: Routes, { config }: Tools): void {
  legalRoutes(on, personBeforeTerms)
  legalPageRoutes(on, {
    origin: config.origin,
    headers: headerClasses.reading,
    fileHeaders: headerClasses.asset,
  })
  const policies = {
    read: staff,
    readLedger: staffIn('support', 'auditor'),
    edit: staffIn(),
    publish: proven(staffIn()),
  }
  legalDeskRoutes(on, policies, {
    canMail: () => config.demo || mailIsConfigured(config),
    hasSecondFactor: (who) => who.hasSecondFactor,
  })
  agreementRoutes(on, {
    team: able('agreement.view'),
    read: staffIn('billing', 'support', 'auditor'),
    write: staffIn('billing'),
    sign: proven(staffIn('billing')),
  })
}
