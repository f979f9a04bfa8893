import { type Static, Type } from 'typebox'
import { Amount, actions, closed, listOf, nullable } from '../../platform/http/schema.ts'
import { ProgrammeCode } from '../programmes/fields.ts'
import type { Chain } from './chains/schema.ts'
import {
  ArrivedOn,
  Budgeted,
  DocumentNo,
  Giver,
  item,
  Matching,
  MatchingDueOn,
  ReceivedOn,
  Receiver,
  terms,
  Whole
} from './fields.ts'
import { stepNames } from './rules.ts'

const amount = { ...Amount, title: '下达金额', description: 'Amount in yuan that the unit received' }
const arrived = { ...Amount, title: '到账金额', description: 'Total amount in yuan that has arrived so far' }
const budget = { budgeted: Budgeted, dueOn: MatchingDueOn }
const share = { title: '本级配套资金', description: 'Matching funds of the unit' }

export const NewAllocation = closed(
  {
    programme: ProgrammeCode,
    fromUnitCode: Type.Optional(nullable(Giver)),
    toUnitCode: Receiver,
    documentNo: DocumentNo,
    amount,
    receivedOn: ReceivedOn,
    parentId: Type.Optional(nullable(Whole)),
    matching: Type.Optional(
      closed(
        {
          ...budget,
          arrived: Type.Optional(arrived),
          arrivedOn: Type.Optional(ArrivedOn)
        },
        share
      )
    )
  },
  {
    $id: 'NewAllocation',
    title: '新资金下达',
    description: 'New allocation: funds that a unit received by a document',
    examples: [
      {
        programme: 'urban-low-income',
        fromUnitCode: '22',
        toUnitCode: '2201',
        documentNo: '吉财社指〔2026〕12号',
        amount: '1200000.00',
        receivedOn: '2026-01-15'
      }
    ]
  }
)
export type NewAllocation = Static<typeof NewAllocation>

export const AllocationChange = closed(
  {
    documentNo: Type.Optional(DocumentNo),
    amount: Type.Optional(amount),
    receivedOn: Type.Optional(ReceivedOn),
    matching: Type.Optional(
      nullable(
        closed(budget, { ...share, description: 'Matching funds of the unit; null if none are budgeted' })
      )
    )
  },
  {
    $id: 'AllocationChange',
    title: '资金下达更正',
    description: 'Correction of an allocation that was entered wrongly',
    minProperties: 1,
    examples: [{ amount: '1250000.00' }]
  }
)
export type AllocationChange = Static<typeof AllocationChange>

export const MatchingArrival = closed(
  { arrived, arrivedOn: ArrivedOn },
  {
    $id: 'MatchingArrival',
    title: '配套资金到账',
    description: 'Total of the matching funds that has arrived',
    examples: [{ arrived: '50000.00', arrivedOn: '2026-03-01' }]
  }
)
export type MatchingArrival = Static<typeof MatchingArrival>

const shown = { ...item.properties, matching: nullable(closed(Matching, share)) }

export const AllocationItem = closed(shown, {
  $id: 'AllocationItem',
  title: '资金下达（列表项）',
  description: 'Allocation, in a list'
})
export type AllocationItem = Static<typeof AllocationItem>

export const Allocation = closed(
  {
    ...shown,
    terms,
    chain: Type.Unsafe<Chain>({ $ref: 'AllocationChain#' }),
    actions: actions(stepNames)
  },
  { $id: 'Allocation', title: '资金下达', description: 'Funds allocated to a unit, and what became of them' }
)
export type Allocation = Static<typeof Allocation>

export const AllocationPage = {
  ...listOf(Type.Unsafe<AllocationItem>({ $ref: 'AllocationItem#' })),
  $id: 'AllocationPage'
}

export const schemas = [
  NewAllocation,
  AllocationChange,
  MatchingArrival,
  AllocationItem,
  Allocation,
  AllocationPage
]
