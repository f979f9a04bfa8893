import { type Static, Type } from 'typebox'
import { pageParameters } from '../../../platform/http/lists/paging.ts'
import { closed, Id, listOf, nullable } from '../../../platform/http/schema.ts'
import { documentNo, figures, money, parent, terms, to, toUnitName } from '../schema.ts'

const node = {
  id: Id,
  parentId: nullable(parent),
  depth: Type.Integer({ minimum: 0, title: '层次', description: '0: where the chain begins' }),
  unitCode: to,
  unitName: toUnitName,
  documentNo,
  ...figures
}

export const ChainItem = closed(node, {
  $id: 'AllocationChainItem',
  title: '资金链环节（列表项）',
  description: 'A step of a chain as a list shows it'
})
export type ChainItem = Static<typeof ChainItem>

export const Chain = closed(
  {
    totals: closed(
      {
        nodes: Type.Integer({ title: '环节数', description: 'Steps of the chain, the first one included' }),
        received: money('收到', 'What came in at the first step'),
        spent: money('已发放', 'What was paid to recipients, at all steps'),
        retained: money('结余', 'What is left, at all steps'),
        overdue: money('逾期结余', 'What of it is left past its term')
      },
      { title: '合计', description: 'Figures of the whole chain, also where not all of its steps are shown' }
    ),
    nodes: Type.Array(closed({ ...node, terms }), {
      title: '环节',
      description: 'The first steps, 200 at most; what is above comes before what is below'
    }),
    links: Type.Array(
      closed({
        source: { ...Id, title: '起点', description: 'The step that handed it on' },
        target: { ...Id, title: '终点', description: 'The step that received it' },
        amount: money('金额', 'What flowed')
      }),
      {
        title: '流向',
        description:
          'One to each node but the first: with the nodes, a flow diagram. What a node does ' +
          'not hand on, its `spent` and `retained`, ends there'
      }
    ),
    nextCursor: nullable(
      Type.String({
        title: '下一页游标',
        description: 'For further steps: `…/chain?cursor=`; null: that is all'
      })
    )
  },
  { $id: 'AllocationChain', title: '资金链', description: 'What became of the money, step by step' }
)
export type Chain = Static<typeof Chain>

export const ChainPage = {
  ...listOf(Type.Unsafe<ChainItem>({ $ref: 'AllocationChainItem#' })),
  $id: 'AllocationChainPage'
}
export const chainQuery = closed({ ...pageParameters })

export const chainSchemas = [ChainItem, Chain, ChainPage]
