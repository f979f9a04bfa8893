import { type Static, Type } from 'typebox'
import { closed, LocalDate, listOf, UnitCode } from '../../platform/http/schema.ts'
import { LocalProposals } from '../proposals/schema.ts'
import { LocalRelatives } from '../relatives/schema.ts'
import { Document, item } from './fields.ts'
import { Duties, Quotas, Terms } from './tightened.ts'

export const NewLocalRule = closed(
  {
    unitCode: UnitCode,
    effectiveFrom: LocalDate,
    document: Document,
    quotas: Type.Optional(Quotas),
    terms: Type.Optional(Terms),
    duties: Type.Optional(Duties),
    relatives: Type.Optional(LocalRelatives),
    proposals: Type.Optional(LocalProposals)
  },
  {
    $id: 'NewLocalRule',
    title: '新实施细则',
    description: 'New local rule, stricter than the policy for one unit',
    examples: [
      {
        unitCode: '2202',
        effectiveFrom: '2026-01-01',
        document: '吉林市社会救助监管实施细则',
        quotas: [{ quotaId: 'city-townships-100-150', ratioPercent: 25 }],
        terms: []
      }
    ]
  }
)
export type NewLocalRule = Static<typeof NewLocalRule>

export const LocalRule = closed(item.properties, {
  $id: 'LocalRule',
  title: '实施细则',
  description: 'Rule of a unit that is stricter than the policy'
})
export type LocalRule = Static<typeof LocalRule>

export const LocalRulePage = {
  ...listOf(Type.Unsafe<LocalRule>({ $ref: 'LocalRule#' })),
  $id: 'LocalRulePage'
}

export const schemas = [NewLocalRule, LocalRule, LocalRulePage]
