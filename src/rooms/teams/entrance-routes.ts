// Coming in: sign-in, what a page may know before it, and "who am I". They stand in this room because they answer with the person's teams.
import { anyone, type Routes } from '#platform/http.ts'
import { findRegistrationState } from '#rooms/accounts/accounts.ts'
import { Welcome } from '#rooms/accounts/contract.ts'
import { registrationRoutes } from './registration-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

export interface DemoAccount {
  email: string
  name: string
  role: string
}

/** `demoAccounts` is empty unless this is a demo that listens on loopback only. */
export function entranceRoutes(on: Routes, demoAccounts: () => DemoAccount[]): void {
  registrationRoutes(on)
  signInRoutes(on, demoAccounts)
  on.get('/api/welcome', {
    who: anyone,
    reply: Welcome,
    answer: async ({ db, tools }) => ({
      demoAccounts: demoAccounts(),
      registration: await findRegistrationState(db, tools),
      showsMails: tools.config.demo,
    }),
  })
}
