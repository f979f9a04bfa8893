import { type RawBuilder, sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { visible } from '../../platform/access/scope.ts'
import { fieldsOf, from, type Viewer } from '../../platform/database/fields.ts'
import { yuan, yuanOf } from '../../platform/database/yuan.ts'
import {
  Amount,
  Id,
  LocalDate,
  Money,
  nullable,
  text,
  UnitCode,
  updatedAt
} from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { actingFrom } from '../../units/index.ts'
import { itsProgramme } from '../programmes/fields.ts'
import '../tables.ts'

export const day = (title: string, description: string) => ({ ...LocalDate, title, description })
export const money = (title: string, description: string) => ({ ...Money, title, description })
const days = (title: string, description: string) => Type.Integer({ title, description })

export const Giver = {
  ...UnitCode,
  title: '下达单位',
  description:
    'Code of the allocating unit; null for funds from outside the province, such as the central grant'
}
export const Receiver = { ...UnitCode, title: '收款单位', description: 'Code of the receiving unit' }
export const Whole = {
  ...Id,
  title: '上级资金',
  description: 'Identifier of the allocation of which it is a part; null if of none'
}
export const DocumentNo = text(100, '文号', 'Number of the document that allocated the funds')
export const ReceivedOn = day(
  '收到日期',
  'Date of receipt, on which the term for allocating the funds on begins'
)
export const Budgeted = {
  ...Amount,
  title: '配套预算',
  description: 'Amount in yuan that the unit adds from its own budget'
}
export const MatchingDueOn = day('配套到账期限', 'Last day for the arrival of the matching funds')
export const ArrivedOn = day('到账日期', 'Date on which the last part arrived')
export const Overdue = Type.Boolean({
  title: '是否逾期',
  description: 'Whether that day has passed and part of the funds is left'
})

export const terms = Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
  title: '期限',
  description: 'Term for allocating the funds on, with its explanation'
})

/** Whether something is left of an allocation after its last day. */
export function isOverdue(today: string): RawBuilder<boolean> {
  return sql<boolean>`(allocation.open_until < ${today}::date)`
}

/** The allocation of which another one is a part, joined as `parent`. Only callers who see it get its id. */
export function isParentSeen(viewer: Pick<Viewer, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(parent.id = allocation.parent_id and ${visible(viewer, 'fund', 'parent')})`
}

const parentId = from(
  nullable({ ...Whole, description: `${Whole.description}, or if the caller may not see it` }),
  sql<string | null>`parent.id`
)
const receiverName = from(
  Type.String({ title: '收款单位名称', description: 'Current name of the unit' }),
  sql<string>`unit.name`
)

/** The money that a unit allocated on, spent and still has. The term is joined as `term`. */
const figures = {
  handedDown: from(money('已下达', 'Amount that the unit allocated on'), yuan('allocation.handed_down')),
  spent: from(money('已发放', 'Amount paid to recipients'), yuan('allocation.spent')),
  retained: from(
    money('结余', 'Amount left: received, less allocated on, less paid'),
    yuan('allocation.retained')
  ),
  receivedOn: ReceivedOn,
  dueOn: day('下达期限', 'Last day for allocating the funds on or paying them out'),
  metOn: from(
    nullable(day('下达完毕日期', 'Date from which nothing was left; null if something is')),
    sql<string | null>`term.met_on`
  ),
  daysTaken: from(
    nullable(days('用时（天）', 'Number of days from the receipt until nothing was left')),
    sql<number | null>`term.met_on - allocation.received_on`
  ),
  overdue: from(Overdue, ({ today }) => isOverdue(today)),
  daysOverdue: from(
    nullable(days('逾期（天）', 'Number of days since then')),
    ({ today }) =>
      sql<number | null>`case when ${isOverdue(today)} then ${today}::date - allocation.due_on end`
  )
}

/** The matching funds (配套资金) of an allocation. */
export const Matching = {
  budgeted: money(Budgeted.title, Budgeted.description),
  dueOn: MatchingDueOn,
  arrived: money('到账金额', 'Amount in yuan that has arrived'),
  arrivedOn: nullable(ArrivedOn),
  metOn: nullable(
    day('配套到位日期', 'Date from which the budgeted amount was there in full; null if it is not')
  ),
  inTime: money('按期到账金额', 'Amount in yuan that had arrived by the due date'),
  overdue: Type.Boolean({
    title: '是否逾期',
    description: 'Whether that day has passed and the matching funds have not arrived in full'
  })
}

/** The same for a download, with each field by itself. The arrivals are joined as `came`. */
const matching = {
  matchingBudgeted: from(
    nullable(Matching.budgeted),
    yuan('allocation.matching_budgeted').$castTo<string | null>()
  ),
  matchingDueOn: nullable(Matching.dueOn),
  matchingArrived: from(Matching.arrived, yuan('allocation.matching_arrived')),
  matchingArrivedOn: from(Matching.arrivedOn, sql<string | null>`came.last_on`),
  matchingMetOn: from(
    Matching.metOn,
    sql<string | null>`case when allocation.matching_arrived >= allocation.matching_budgeted
      then allocation.matching_arrived_on end`
  ),
  matchingInTime: from(Matching.inTime, yuanOf(sql`came.in_time`)),
  matchingOverdue: from(
    Matching.overdue,
    ({ today }) => sql<boolean>`coalesce(
      allocation.matching_arrived < allocation.matching_budgeted
        and allocation.matching_due_on < ${today}::date, false)`
  )
}

const own = {
  id: Id,
  ...itsProgramme,
  fromUnitCode: nullable(Giver),
  toUnitCode: from(Receiver, sql<string>`allocation.unit_code`),
  toUnitName: receiverName,
  parentId,
  documentNo: DocumentNo,
  amount: from(money('下达金额', 'Amount that the unit received'), yuan('allocation.amount')),
  ...figures
}

const others = {
  ...actingFrom(),
  updatedAt: from(updatedAt, sql<string>`coalesce(allocation.updated_at, allocation.created_at)`)
}

/** The fields of an allocation on the wire; there the matching funds are an object of their own. */
export const item = fieldsOf('allocation', { ...own, ...others })

/** An allocation as a row of a list. `openUntil` only orders it. */
export const row = fieldsOf('allocation', {
  ...own,
  ...matching,
  ...others,
  openUntil: from(
    nullable(LocalDate),
    sql<string | null>`nullif(allocation.open_until, 'infinity')`,
    'allocation.open_until'
  )
})

/** A step of a chain: an allocation, joined with its depth as `below`. */
export const step = fieldsOf('allocation', {
  id: Id,
  parentId,
  depth: from(
    Type.Integer({
      minimum: 0,
      title: '层次',
      description: 'Depth in the chain; 0 for the allocation at its start'
    }),
    sql<number>`below.depth`
  ),
  unitCode: Receiver,
  unitName: receiverName,
  documentNo: DocumentNo,
  received: from(money('收到', 'Amount that the unit received'), yuan('allocation.amount')),
  ...figures
})
