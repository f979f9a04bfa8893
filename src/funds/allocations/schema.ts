import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { Amount, closed, Id, listOf, nullable, UnitCode } from '../../platform/http/schema.ts'
import { acting } from '../../units/index.ts'
import { ProgrammeCode } from '../programmes/fields.ts'
import type { Chain } from './chains/schema.ts'
import {
  day,
  documentNo,
  figures,
  money,
  parent,
  receivedOn,
  terms,
  to,
  toUnitName,
  whole
} from './figures-schema.ts'

const from = {
  ...UnitCode,
  title: '下达单位',
  description:
    'Code of the allocating unit; null for funds from outside the province, such as the central grant'
}
const amount = { ...Amount, title: '下达金额', description: 'Amount in yuan that the unit received' }
const arrived = { ...Amount, title: '到账金额', description: 'Total amount in yuan that has arrived so far' }
const arrivedOn = day('到账日期', 'Date on which the last part arrived')

const budget = {
  budgeted: {
    ...Amount,
    title: '配套预算',
    description: 'Amount in yuan that the unit adds from its own budget'
  },
  dueOn: day('配套到账期限', 'Last day for the arrival of the matching funds')
}
const share = { title: '本级配套资金', description: 'Matching funds of the unit' }

export const NewAllocation = closed(
  {
    programme: ProgrammeCode,
    fromUnitCode: Type.Optional(nullable(from)),
    toUnitCode: to,
    documentNo,
    amount,
    receivedOn,
    parentId: Type.Optional(nullable(whole)),
    matching: Type.Optional(
      closed(
        {
          ...budget,
          arrived: Type.Optional(arrived),
          arrivedOn: Type.Optional(arrivedOn)
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
    documentNo: Type.Optional(documentNo),
    amount: Type.Optional(amount),
    receivedOn: Type.Optional(receivedOn),
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
  { arrived, arrivedOn },
  {
    $id: 'MatchingArrival',
    title: '配套资金到账',
    description: 'Total of the matching funds that has arrived',
    examples: [{ arrived: '50000.00', arrivedOn: '2026-03-01' }]
  }
)
export type MatchingArrival = Static<typeof MatchingArrival>

const Matching = closed(
  {
    budgeted: money(budget.budgeted.title, budget.budgeted.description),
    dueOn: budget.dueOn,
    arrived: money('到账金额', 'Amount in yuan that has arrived'),
    arrivedOn: nullable(arrivedOn),
    metOn: nullable(
      day('配套到位日期', 'Date from which the budgeted amount was there in full; null if it is not')
    ),
    inTime: money('按期到账金额', 'Amount in yuan that had arrived by the due date'),
    overdue: Type.Boolean({
      title: '是否逾期',
      description: 'Whether that day has passed and the matching funds have not arrived in full'
    })
  },
  share
)

const { received: _, ...shares } = figures
const shown = {
  id: Id,
  programme: ProgrammeCode,
  fromUnitCode: nullable(from),
  toUnitCode: to,
  toUnitName,
  ...acting,
  parentId: nullable(parent),
  documentNo,
  amount: money('下达金额', 'Amount that the unit received'),
  ...shares,
  matching: nullable(Matching)
}

export const AllocationItem = closed(shown, {
  $id: 'AllocationItem',
  title: '资金下达（列表项）',
  description: 'Allocation, in a list'
})
export type AllocationItem = Static<typeof AllocationItem>

export const Allocation = closed(
  { ...shown, terms, chain: Type.Unsafe<Chain>({ $ref: 'AllocationChain#' }) },
  { $id: 'Allocation', title: '资金下达', description: 'Funds allocated to a unit, and what became of them' }
)
export type Allocation = Static<typeof Allocation>

export const AllocationPage = {
  ...listOf(Type.Unsafe<AllocationItem>({ $ref: 'AllocationItem#' })),
  $id: 'AllocationPage'
}
const place = {
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only funds that it received itself' }),
  programme: Type.Optional(ProgrammeCode)
}
export const retainedQuery = closed({ ...place, ...pageParameters })
export const allocationQuery = closed({
  ...place,
  overdue: Type.Optional(figures.overdue),
  from: Type.Optional(day('收到日期起', 'First day of receipt')),
  to: Type.Optional(day('收到日期止', 'Last day of receipt')),
  ...pageParameters
})
export type AllocationQuery = Static<typeof allocationQuery>

export const schemas = [
  NewAllocation,
  AllocationChange,
  MatchingArrival,
  AllocationItem,
  Allocation,
  AllocationPage
]
