import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../../platform/http/lists/definition.ts'
import {
  compared,
  equals,
  flag,
  fromDay,
  oneOrMore,
  untilDay,
  updatedSince
} from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { containing } from '../../platform/http/lists/search.ts'
import { oneOf, UnitCode } from '../../platform/http/schema.ts'
import { bySource } from '../../platform/http/sources.ts'
import { Category, Cause, Channel, item, Kind, State } from '../fields.ts'

const Handler = oneOf(['me'], {
  title: '经办人',
  description: 'Handler; `me`: cases that the caller handles'
})
const Receipt = Type.String({
  minLength: 1,
  maxLength: 40,
  title: '登记回执',
  description: 'Receipt code of a report, as shown by the person who brought it'
})
/** The work queue: the earliest last day first, or the latest receipt first. */
export const cases = defineList({
  fields: item,
  from: sql`petition_case join unit on unit.code = petition_case.unit_code`,
  orders: { dueOn: ['nextDueOn', 'id'], '-receivedAt': ['receivedAt', 'id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    kind: oneOrMore('petition_case.kind', Kind),
    state: oneOrMore('petition_case.state', State),
    category: oneOrMore('petition_case.category', Category),
    channel: oneOrMore('petition_case.channel', Channel),
    cause: oneOrMore('petition_case.cause', Cause),
    number: equals('petition_case.number', { ...item.properties.number, minLength: 1 }),
    decidingUnitCode: equals('petition_case.deciding_unit_code', {
      ...UnitCode,
      title: '当前环节单位',
      description: 'Unit that has to take the next step'
    }),
    overdue: flag(
      Type.Boolean({ title: '是否超期', description: 'Whether a running term is past its last day' }),
      (isSet, { today }) =>
        isSet
          ? sql<boolean>`petition_case.next_due_on < ${today}::date`
          : sql<boolean>`petition_case.next_due_on >= ${today}::date`
    ),
    dueBefore: compared('petition_case.next_due_on', '<', {
      title: '到期日之前',
      description: 'Only cases with a term that ends before this day'
    }),
    receivedFrom: fromDay('petition_case.received_at', {
      title: '收到日期起',
      description: 'First day of receipt'
    }),
    receivedTo: untilDay('petition_case.received_at', {
      title: '收到日期止',
      description: 'Last day of receipt'
    }),
    handler: {
      schema: Handler,
      value: (_, { sub }) => sub,
      condition: (sub) => sql`person_key(petition_case.handler_sub) = person_key(${sub})`
    },
    receipt: equals('petition_case.receipt', Receipt),
    q: containing('petition_case.summary', { description: 'Words in the summary' }, { isIndexed: true }),
    ...bySource('petition_case'),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({
      ...UnitCode,
      title: '办理单位',
      description: 'Handling unit of the cases listed'
    })
  }
})
