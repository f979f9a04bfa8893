import { type Static, Type } from 'typebox'
import { Period } from '../../funds/index.ts'
import { closed, listOf, UnitCode } from '../../platform/http/schema.ts'
import { DayOfMonth, IsOn, missing, run, schedule } from './fields.ts'

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

export const Run = closed(run.properties, {
  $id: 'FundRun',
  title: '月度检查',
  description: 'Monthly run over all disbursements of a month'
})
export type Run = Static<typeof Run>

export const RunPage = { ...listOf(Type.Unsafe<Run>({ $ref: 'FundRun#' })), $id: 'FundRunPage' }

const { position: _, ...ofMissing } = missing.properties
export const Missing = closed(ofMissing, {
  $id: 'FundRunMissing',
  title: '缺少的批次',
  description: 'Disbursement that does not exist, or is due and lacks a file'
})
export type Missing = Static<typeof Missing>

export const MissingPage = {
  ...listOf(Type.Unsafe<Missing>({ $ref: 'FundRunMissing#' })),
  $id: 'FundRunMissingPage'
}

export const ScheduleChange = closed(
  { isOn: IsOn, dayOfMonth: DayOfMonth },
  {
    $id: 'FundScheduleChange',
    title: '月度检查设定',
    description: 'Schedule of the monthly run of a province',
    examples: [{ isOn: true, dayOfMonth: 15 }]
  }
)
export type ScheduleChange = Static<typeof ScheduleChange>

export const Schedule = closed(schedule.properties, {
  $id: 'FundSchedule',
  title: '月度检查设定',
  description: 'Current schedule'
})
export type Schedule = Static<typeof Schedule>

export const scheduleParams = closed({ unitCode: UnitCode })

export const schemas = [NewRun, Run, RunPage, Missing, MissingPage, ScheduleChange, Schedule]
