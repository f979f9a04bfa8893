import { type Static, Type } from 'typebox'
import { closed, MonthDay } from '../../platform/http/schema.ts'
import { Days, Percent } from '../schema.ts'

// What a local rule makes stricter.

export const Quotas = Type.Array(
  closed({
    quotaId: Type.String({
      maxLength: 60,
      title: '检查比例编号',
      description: 'Identifier in the policy',
      examples: ['city-townships-150-up']
    }),
    ratioPercent: Percent
  }),
  { maxItems: 50, title: '检查比例', description: 'Ratios that the local rule raises' }
)
export type Quotas = Static<typeof Quotas>

export const Terms = Type.Array(
  closed({
    rule: Type.String({
      maxLength: 60,
      title: '期限规则',
      description: 'Identifier in the policy',
      examples: ['case.conclude']
    }),
    days: Days
  }),
  { maxItems: 50, title: '期限', description: 'Terms that the local rule shortens' }
)
export type Terms = Static<typeof Terms>

export const Duties = Type.Array(
  Type.Object(
    {
      dutyId: Type.String({
        maxLength: 40,
        title: '职责编号',
        description: 'Identifier in the policy',
        examples: ['scheme']
      }),
      due: Type.Optional({
        ...MonthDay,
        title: '截止日期（月日）',
        description: 'Month and day of the last day, not later than the day of the policy'
      }),
      minPercent: Type.Optional({ ...Percent, description: 'Smallest share of the staff, in per cent' })
    },
    {
      additionalProperties: false,
      minProperties: 2,
      title: '常规职责',
      description: 'Stricter standing duty'
    }
  ),
  { maxItems: 50, title: '常规职责', description: 'Standing duties with an earlier day or a larger share' }
)
export type Duties = Static<typeof Duties>
