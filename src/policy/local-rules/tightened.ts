import { type Static, Type } from 'typebox'
import { closed } from '../../platform/http/schema.ts'
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
