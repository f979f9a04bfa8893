import { type Static, Type } from 'typebox'
import { Period, ProgrammeCode } from '../../funds/index.ts'
import { actions, closed, listOf } from '../../platform/http/schema.ts'
import { AsOf, Checked, details, item } from './fields.ts'
import { stepNames } from './rules.ts'

export const NewCheck = closed(
  {
    unitCode: Checked,
    programme: ProgrammeCode,
    period: Period,
    asOf: Type.Optional(AsOf)
  },
  {
    $id: 'NewRelativeCheck',
    title: '新近亲属备案检查',
    description: 'New check of the filings of near relatives',
    examples: [{ unitCode: '220102', programme: 'low-income-rural', period: '2026-05' }]
  }
)
export type NewCheck = Static<typeof NewCheck>

export const CheckItem = closed(item.properties, {
  $id: 'RelativeCheckItem',
  title: '近亲属备案检查（列表项）',
  description: 'Check of the filings of near relatives, in a list'
})

export const Check = closed(
  { ...item.properties, ...details.properties, actions: actions(stepNames) },
  {
    $id: 'RelativeCheck',
    title: '近亲属备案检查',
    description:
      'Check of the filings of near relatives: the data compared and the result, which never change'
  }
)
export type Check = Static<typeof Check>

export const CheckPage = {
  ...listOf(Type.Unsafe<Static<typeof CheckItem>>({ $ref: 'RelativeCheckItem#' })),
  $id: 'RelativeCheckPage'
}

export const checkSchemas = [NewCheck, CheckItem, Check, CheckPage]
