import { type Static, Type } from 'typebox'
import { Period, ProgrammeCode } from '../../funds/index.ts'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, Instant, listOf, nullable, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { codesOf } from '../labels.ts'

const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const NewRun = closed(
  {
    withinCode: { ...UnitCode, title: '检查范围', description: 'The unit, and all below it' },
    period: Period
  },
  {
    $id: 'NewFundRun',
    title: '新月度检查',
    description: 'Checks the batches of a month that are due, all at once',
    examples: [{ withinCode: '22', period: '2026-05' }]
  }
)
export type NewRun = Static<typeof NewRun>

export const Run = closed(
  {
    id: Id,
    unitCode: { ...UnitCode, title: '检查范围', description: 'The unit within which batches were checked' },
    unitName: Type.String({ title: '单位名称', description: 'Its name today' }),
    period: Period,
    checked: Count('检查批次数', 'Batches that were due and were checked'),
    withExceptions: Count('有异常批次数', 'Those of them in which something did not fit'),
    exceptions: Count('异常笔数', 'All that did not fit'),
    missing: Count('缺少批次数', 'Batches that were to be expected and are not there, or lack a file'),
    checkedAt: { ...Instant, title: '检查时间', description: 'When it was done' },
    checkedBy: Type.String({ title: '检查人', description: 'Subject of the token; `service`: by schedule' })
  },
  { $id: 'FundRun', title: '月度检查', description: 'All batches of a month, checked at once' }
)
export type Run = Static<typeof Run>

export const RunPage = { ...listOf(Type.Unsafe<Run>({ $ref: 'FundRun#' })), $id: 'FundRunPage' }

export const runQuery = closed({ within, period: Type.Optional(Period), ...pageParameters })
export type RunQuery = Static<typeof runQuery>

export const Missing = closed(
  {
    unitCode: { ...UnitCode, title: '单位', description: 'The unit that was to pay' },
    unitName: Type.String({ title: '单位名称', description: 'Its name today' }),
    programme: ProgrammeCode,
    disbursementId: nullable({ ...Id, title: '发放批次', description: 'The batch, where a file is missing' }),
    reason: oneOf(codesOf('fund-run-missing'), {
      title: '原因',
      description: 'Why a batch was to be expected, or what it lacks'
    })
  },
  {
    $id: 'FundRunMissing',
    title: '缺少的批次',
    description: 'A batch that is not there, or is due and lacks a file'
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
  isOn: Type.Boolean({ title: '是否启用', description: 'Off until somebody turns it on' }),
  dayOfMonth: Type.Integer({
    minimum: 1,
    maximum: 28,
    title: '每月检查日',
    description:
      'From this day on the batches of the same month that are due are checked; of the month before, where ' +
      'the term for the payments is not over by then'
  })
}

export const ScheduleChange = closed(setting, {
  $id: 'FundScheduleChange',
  title: '月度检查设定',
  description: 'Whether and when the batches of a province are checked each month',
  examples: [{ isOn: true, dayOfMonth: 15 }]
})
export type ScheduleChange = Static<typeof ScheduleChange>

export const Schedule = closed(
  {
    unitCode: UnitCode,
    ...setting,
    lastPeriod: nullable({ ...Period, title: '最近检查月份', description: 'The month checked last' })
  },
  { $id: 'FundSchedule', title: '月度检查设定', description: 'As it stands' }
)
export type Schedule = Static<typeof Schedule>

export const scheduleParams = closed({ unitCode: UnitCode })

export const schemas = [NewRun, Run, RunPage, Missing, MissingPage, ScheduleChange, Schedule]
