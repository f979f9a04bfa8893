import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import {
  Amount,
  closed,
  Id,
  LocalDate,
  listOf,
  Money,
  nullable,
  text,
  UnitCode
} from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { acting } from '../../units/index.ts'
import { ProgrammeCode } from '../programmes/schema.ts'
import type { Chain } from './chains/schema.ts'

export const day = (title: string, description: string) => ({ ...LocalDate, title, description })
export const money = (title: string, description: string) => ({ ...Money, title, description })
export const days = (title: string, description: string) => Type.Integer({ title, description })

const from = {
  ...UnitCode,
  title: '下达单位',
  description: 'The unit that hands it down; null: from outside the province, as the central grant'
}
export const to = { ...UnitCode, title: '收款单位', description: 'The unit that received it' }
const whole = { ...Id, title: '上级资金', description: 'The allocation of which it is a part; null: of none' }
export const parent = { ...whole, description: `${whole.description}, or of one that you may not see` }
export const documentNo = text(100, '文号', 'Number of the document by which it was handed down')
const amount = { ...Amount, title: '下达金额', description: 'Yuan, what the unit received' }
const receivedOn = day('收到日期', 'Day of receipt; the term for handing it on begins')
const arrived = { ...Amount, title: '到账金额', description: 'Yuan that have arrived so far, all in all' }
const arrivedOn = day('到账日期', 'When the last of it arrived')

const budget = {
  budgeted: { ...Amount, title: '配套预算', description: 'Yuan that the unit adds of its own' },
  dueOn: day('配套到账期限', 'Day by which they must have arrived')
}
const share = { title: '本级配套资金', description: 'The local share' }

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
    description: 'Money that a unit received by a document',
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
      nullable(closed(budget, { ...share, description: 'The local share; null: there is none' }))
    )
  },
  {
    $id: 'AllocationChange',
    title: '资金下达更正',
    description: 'What was typed wrong, as it should have been',
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
    description: 'How much of the local share has arrived, all in all',
    examples: [{ arrived: '50000.00', arrivedOn: '2026-03-01' }]
  }
)
export type MatchingArrival = Static<typeof MatchingArrival>

const Matching = closed(
  {
    budgeted: money(budget.budgeted.title, budget.budgeted.description),
    dueOn: budget.dueOn,
    arrived: money('到账金额', 'Yuan that have arrived'),
    arrivedOn: nullable(arrivedOn),
    metOn: nullable(day('配套到位日期', 'Since when the budgeted amount is there; null: it is not')),
    inTime: money('按期到账金额', 'Yuan that had arrived by the day on which they were due'),
    overdue: Type.Boolean({ title: '是否逾期', description: 'That day has passed, and not all has arrived' })
  },
  share
)

/** What a unit made of the money it received. */
export const figures = {
  received: money('收到', 'What the unit received'),
  handedDown: money('已下达', 'What it handed on'),
  spent: money('已发放', 'What was paid to recipients'),
  retained: money('结余', 'What is left: received, less handed on, less paid'),
  receivedOn,
  dueOn: day('下达期限', 'Last day for handing it on, or paying it out'),
  metOn: nullable(day('下达完毕日期', 'Since when nothing is left; null: something is')),
  daysTaken: nullable(days('用时（天）', 'Days from the receipt until nothing was left')),
  overdue: Type.Boolean({ title: '是否逾期', description: 'That day has passed, and something is left' }),
  daysOverdue: nullable(days('逾期（天）', 'Days since then'))
}

export const toUnitName = Type.String({ title: '收款单位名称', description: 'Its name today' })

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
  amount: money('下达金额', 'What the unit received'),
  ...shares,
  matching: nullable(Matching)
}

export const AllocationItem = closed(shown, {
  $id: 'AllocationItem',
  title: '资金下达（列表项）',
  description: 'An allocation as a list shows it'
})
export type AllocationItem = Static<typeof AllocationItem>

export const terms = Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
  title: '期限',
  description: 'The term for handing it on, explained'
})

export const Allocation = closed(
  { ...shown, terms, chain: Type.Unsafe<Chain>({ $ref: 'AllocationChain#' }) },
  { $id: 'Allocation', title: '资金下达', description: 'Money handed down to a unit, and what became of it' }
)
export type Allocation = Static<typeof Allocation>

export const AllocationPage = {
  ...listOf(Type.Unsafe<AllocationItem>({ $ref: 'AllocationItem#' })),
  $id: 'AllocationPage'
}
const place = {
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'What that unit alone received' }),
  programme: Type.Optional(ProgrammeCode)
}
export const retainedQuery = closed({ ...place, ...pageParameters })
export const allocationQuery = closed({
  ...place,
  overdue: Type.Optional(figures.overdue),
  from: Type.Optional(day('收到日期起', 'Received on that day or later')),
  to: Type.Optional(day('收到日期止', 'Received on that day or before')),
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
