// Two test projects: "house" runs beside the sources, "journeys" drives a browser, one file after the other.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/support/database.setup.ts'],
    pool: 'forks',
    // What must come in the end is waited for: a machine that is busy is not a fault.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2, // each with its own server, pool and pictures: more would only press memory
    projects: [
      {
        extends: true,
        test: {
          name: 'house',
          include: ['{src,scripts,bench}/**/*.test.{ts,tsx}', 'test/{support,contracts,house}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          fileParallelism: false,
          isolate: false, // one process for all of them: what a file built or painted need not be made again
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
