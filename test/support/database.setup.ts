// Runs once per test run, before the first file: see database-server.ts.
import type { TestProject } from 'vitest/node'
import { startTestServer, type TestDatabaseServer } from './database-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: TestDatabaseServer
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...databaseServer } = await startTestServer()
  project.provide('databaseServer', databaseServer)
  return stop
}
