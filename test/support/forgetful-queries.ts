// A database handle for which somebody forgot every `team_id = …`: what the second wall (src/platform/tenancy.ts) is for. Only the
// tests have it.
import {
  type BinaryOperationNode,
  ColumnNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  RawNode,
  ReferenceNode,
  type RootOperationNode,
  TableNode,
} from 'kysely'

export interface ForgetfulQueries extends KyselyPlugin {
  /** Until then every query is as it was written. */
  beginToForget(): void
  /** How many conditions were left out. */
  readonly forgotten: number
}

export function forgetfulQueries(): ForgetfulQueries {
  const transformer = new ForgettingTransformer()
  let forgets = false
  return {
    beginToForget() {
      forgets = true
    },
    get forgotten() {
      return transformer.forgotten
    },
    transformQuery: ({ node }) => (forgets ? transformer.begin(node) : node),
    transformResult: async ({ result }) => result,
  }
}

class ForgettingTransformer extends OperationNodeTransformer {
  forgotten = 0
  /** In a query of the table team alone, `id` is the team's. */
  #isOfTeam = false

  begin(node: RootOperationNode): RootOperationNode {
    this.#isOfTeam = tableOf(node) === 'team'
    return this.transformNode(node)
  }

  protected override transformBinaryOperation(node: BinaryOperationNode): BinaryOperationNode {
    const isEquality = OperatorNode.is(node.operator) && node.operator.operator === '='
    if (!isEquality || !this.#namesTeam(node.leftOperand)) return super.transformBinaryOperation(node)
    this.forgotten++
    return { ...node, leftOperand: always, rightOperand: always }
  }

  /** In raw SQL the condition ends in a placeholder, which must stay: whether it is anything at all is always true. */
  protected override transformRaw(node: RawNode): RawNode {
    const raw = super.transformRaw(node)
    const sqlFragments = raw.sqlFragments.map((fragment, index) => {
      if (!/\bteam_id\s*=\s*$/i.test(raw.sqlFragments[index - 1] ?? '')) return fragment
      this.forgotten++
      return ` is not null${fragment}`
    })
    return { ...raw, sqlFragments }
  }

  #namesTeam(operand: OperationNode): boolean {
    if (!ReferenceNode.is(operand) || !ColumnNode.is(operand.column)) return false
    const column = operand.column.column.name
    return (
      column === 'team_id' ||
      (column === 'id' && (operand.table?.table.identifier.name ?? '') === 'team') ||
      this.#isTeamsId(operand)
    )
  }

  #isTeamsId({ column, table }: ReferenceNode): boolean {
    return this.#isOfTeam && table === undefined && ColumnNode.is(column) && column.column.name === 'id'
  }
}

const always = RawNode.createWithSql('true')

function tableOf(node: RootOperationNode): string | undefined {
  const from = node.kind === 'UpdateQueryNode' ? node.table : 'from' in node ? node.from?.froms[0] : undefined
  return from && TableNode.is(from) ? from.table.identifier.name : undefined
}
