import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, Instant, LocalDate, listOf, text, UnitCode } from '../../platform/http/schema.ts'
import { Days, Percent } from '../schema.ts'

const localQuotas = Type.Array(
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
const localTerms = Type.Array(
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
const Document = text(200, '文件', 'Name and number of the document that sets the rule')

export const NewLocalRule = closed(
  {
    unitCode: UnitCode,
    effectiveFrom: LocalDate,
    document: Document,
    quotas: Type.Optional(localQuotas),
    terms: Type.Optional(localTerms)
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

export const LocalRule = closed(
  {
    id: Id,
    unitCode: UnitCode,
    effectiveFrom: LocalDate,
    document: Document,
    quotas: localQuotas,
    terms: localTerms,
    createdAt: Instant
  },
  { $id: 'LocalRule', title: '实施细则', description: 'Rule of a unit that is stricter than the policy' }
)
export type LocalRule = Static<typeof LocalRule>

export const LocalRulePage = {
  ...listOf(Type.Unsafe<LocalRule>({ $ref: 'LocalRule#' })),
  $id: 'LocalRulePage'
}

export const localRuleQuery = closed({
  unitCode: Type.Optional({ ...UnitCode, description: 'Code of a unit: only its own rules' }),
  within,
  ...pageParameters
})
