import { sql } from 'kysely'
import { Type } from 'typebox'
import { itsProgramme, month, Period } from '../../funds/index.ts'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, Instant, nullable, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { Count } from '../fields.ts'
import { codesOf } from '../labels.ts'
import '../tables.ts'

const unitName = from(
  Type.String({ title: '单位名称', description: 'Current name of the unit' }),
  sql<string>`unit.name`
)

/** The fields of a monthly run. */
export const run = fieldsOf('fund_run', {
  id: Id,
  unitCode: {
    ...UnitCode,
    title: '检查范围',
    description: 'Code of the unit within which disbursements were checked'
  },
  unitName,
  period: from(Period, month('fund_run.period')),
  checked: Count('检查批次数', 'Number of disbursements that were due and were checked'),
  withExceptions: Count('有异常批次数', 'Number of checked disbursements that have exceptions'),
  exceptions: Count('异常笔数', 'Number of exceptions'),
  missing: Count('缺少批次数', 'Number of expected disbursements that do not exist or lack a file'),
  checkedAt: { ...Instant, title: '检查时间', description: 'Date and time of the run' },
  checkedBy: Type.String({
    title: '检查人',
    description: 'Subject of the token; `service` for a scheduled run'
  })
})

export const Reason = oneOf(codesOf('fund-run-missing'), {
  'x-enum': 'FundRunMissingReason',
  title: '原因',
  description: 'Reason why the disbursement was expected, or the file that it lacks'
})

/** The fields of a disbursement that a run missed. `position` only orders it. */
export const missing = fieldsOf('fund_run_missing', {
  unitCode: { ...UnitCode, title: '单位', description: 'Code of the unit that was to pay' },
  unitName,
  ...itsProgramme,
  disbursementId: nullable({
    ...Id,
    title: '发放批次',
    description: 'Identifier of the disbursement that lacks a file; null if it does not exist'
  }),
  reason: Reason,
  position: Type.Integer({ title: '序号', description: 'Place of the disbursement in its run' })
})

export const IsOn = Type.Boolean({
  title: '是否启用',
  description: 'Whether the monthly run is on; off by default'
})
export const DayOfMonth = Type.Integer({
  minimum: 1,
  maximum: 28,
  title: '每月检查日',
  description:
    'Day of the month from which due disbursements are checked: those of the same month, or ' +
    'those of the previous month if the term for the payments is not over by then'
})

/** The fields of a schedule. */
export const schedule = fieldsOf('fund_schedule', {
  unitCode: UnitCode,
  isOn: IsOn,
  dayOfMonth: DayOfMonth,
  lastPeriod: from(
    nullable({ ...Period, title: '最近检查月份', description: 'Month that was checked last' }),
    sql<string | null>`to_char(fund_schedule.last_period, 'YYYY-MM')`
  )
})
