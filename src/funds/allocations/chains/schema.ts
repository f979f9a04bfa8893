import { type Static, Type } from 'typebox'
import { pageParameters } from '../../../platform/http/lists/paging.ts'
import { closed, Id, listOf, nullable } from '../../../platform/http/schema.ts'
import { money, step, terms } from '../fields.ts'

export const ChainItem = closed(step.properties, {
  $id: 'AllocationChainItem',
  title: '资金链环节（列表项）',
  description: 'Step of a chain, in a list'
})
export type ChainItem = Static<typeof ChainItem>

export const Chain = closed(
  {
    totals: closed(
      {
        nodes: Type.Integer({
          title: '环节数',
          description: 'Number of steps of the chain, including the first'
        }),
        received: money('收到', 'Amount received at the first step'),
        spent: money('已发放', 'Amount paid to recipients, at all steps'),
        retained: money('结余', 'Amount left, at all steps'),
        overdue: money('逾期结余', 'Amount left after its term')
      },
      { title: '合计', description: 'Figures of the whole chain, including steps that are not shown' }
    ),
    nodes: Type.Array(closed({ ...step.properties, terms }), {
      title: '环节',
      description: 'First steps of the chain, at most 200; upper units before lower ones'
    }),
    links: Type.Array(
      closed({
        source: { ...Id, title: '起点', description: 'Identifier of the allocation that was allocated on' },
        target: { ...Id, title: '终点', description: 'Identifier of the allocation that received it' },
        amount: money('金额', 'Amount allocated on')
      }),
      {
        title: '流向',
        description:
          'Links, one to each node except the first; with the nodes they form a flow diagram. The ' +
          '`spent` and `retained` amounts of a node end there'
      }
    ),
    nextCursor: nullable(
      Type.String({
        title: '下一页游标',
        description: 'Cursor for further steps at `…/chain?cursor=`; null if there are none'
      })
    )
  },
  {
    $id: 'AllocationChain',
    title: '资金链',
    description: 'Chain of an allocation: what became of the funds, step by step'
  }
)
export type Chain = Static<typeof Chain>

export const ChainPage = {
  ...listOf(Type.Unsafe<ChainItem>({ $ref: 'AllocationChainItem#' })),
  $id: 'AllocationChainPage'
}
export const chainQuery = closed({ ...pageParameters })

export const chainSchemas = [ChainItem, Chain, ChainPage]
