import { type Static, Type } from 'typebox'
import { Period, ProgrammeCode } from '../../funds/index.ts'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, Instant, listOf, nullable, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { codesOf } from '../labels.ts'

const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const NewRun = closed(
  {
    withinCode: {
      ...UnitCode,
      title: '检查范围',
      description: 'Code of the unit; all units below it are included'
    },
    period: Period
  },
  {
    $id: 'NewFundRun',
    title: '新月度检查',
    description: 'Monthly run: check of all disbursements of a month that are due',
    examples: [{ withinCode: '22', period: '2026-05' }]
  }
)
export type NewRun = Static<typeof NewRun>

export const Run = closed(
  {
    id: Id,
    unitCode: {
      ...UnitCode,
      title: '检查范围',
      description: 'Code of the unit within which disbursements were checked'
    },
    unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    period: Period,
    checked: Count('检查批次数', 'Number of disbursements that were due and were checked'),
    withExceptions: Count('有异常批次数', 'Number of checked disbursements that have exceptions'),
    exceptions: Count('异常笔数', 'Number of exceptions'),
    missing: Count('缺少批次数', 'Number of expected disbursements that do not exist or lack a file'),
    checkedAt: { ...Instant, title: '检查时间', description: 'Date and time of the run' },
    checkedBy: Type.String({
      title: '检查人',
      description: 'Subject of the token; `service` for a scheduled run'
    })
  },
  { $id: 'FundRun', title: '月度检查', description: 'Monthly run over all disbursements of a month' }
)
export type Run = Static<typeof Run>

export const RunPage = { ...listOf(Type.Unsafe<Run>({ $ref: 'FundRun#' })), $id: 'FundRunPage' }

export const runQuery = closed({ within, period: Type.Optional(Period), ...pageParameters })
export type RunQuery = Static<typeof runQuery>

export const Missing = closed(
  {
    unitCode: { ...UnitCode, title: '单位', description: 'Code of the unit that was to pay' },
    unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    programme: ProgrammeCode,
    disbursementId: nullable({
      ...Id,
      title: '发放批次',
      description: 'Identifier of the disbursement that lacks a file; null if it does not exist'
    }),
    reason: oneOf(codesOf('fund-run-missing'), {
      'x-enum': 'FundRunMissingReason',
      title: '原因',
      description: 'Reason why the disbursement was expected, or the file that it lacks'
    })
  },
  {
    $id: 'FundRunMissing',
    title: '缺少的批次',
    description: 'Disbursement that does not exist, or is due and lacks a file'
  }
)
export type Missing = Static<typeof Missing>

export const MissingPage = {
  ...listOf(Type.Unsafe<Missing>({ $ref: 'FundRunMissing#' })),
  $id: 'FundRunMissingPage'
}

export const missingQuery = closed({ ...pageParameters })
export type MissingQuery = Static<typeof missingQuery>

const setting = {
  isOn: Type.Boolean({ title: '是否启用', description: 'Whether the monthly run is on; off by default' }),
  dayOfMonth: Type.Integer({
    minimum: 1,
    maximum: 28,
    title: '每月检查日',
    description:
      'Day of the month from which due disbursements are checked: those of the same month, or ' +
      'those of the previous month if the term for the payments is not over by then'
  })
}

export const ScheduleChange = closed(setting, {
  $id: 'FundScheduleChange',
  title: '月度检查设定',
  description: 'Schedule of the monthly run of a province',
  examples: [{ isOn: true, dayOfMonth: 15 }]
})
export type ScheduleChange = Static<typeof ScheduleChange>

export const Schedule = closed(
  {
    unitCode: UnitCode,
    ...setting,
    lastPeriod: nullable({ ...Period, title: '最近检查月份', description: 'Month that was checked last' })
  },
  { $id: 'FundSchedule', title: '月度检查设定', description: 'Current schedule' }
)
export type Schedule = Static<typeof Schedule>

export const scheduleParams = closed({ unitCode: UnitCode })

export const schemas = [NewRun, Run, RunPage, Missing, MissingPage, ScheduleChange, Schedule]
