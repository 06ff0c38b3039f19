// Counts what is asked of the database, so that two requests can be compared by their work instead of by the clock.
import type { KyselyPlugin } from 'kysely'

export interface CountedQueries {
  plugin: KyselyPlugin
  /** The kinds of statements that were made while `work` ran, in their order. */
  during<Result>(work: () => Promise<Result>): Promise<{ result: Result; statements: string[] }>
}

export function countQueries(): CountedQueries {
  let statements: string[] = []
  return {
    plugin: {
      transformQuery: ({ node }) => {
        statements.push(node.kind)
        return node
      },
      transformResult: async ({ result }) => result,
    },
    async during(work) {
      statements = []
      const result = await work()
      return { result, statements }
    },
  }
}
