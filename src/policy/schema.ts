import { type Static, Type } from 'typebox'
import { closed, Id, LocalDate, listOf, nullable, oneOf, UnitCode, Year } from '../platform/http/schema.ts'
import { UnitLevel } from '../units/index.ts'
import { ClauseId, Corrections, PolicyClause, Sentence } from './clause-schema.ts'

export { ClauseId, Sentence }

export const Percent = Type.Integer({ minimum: 1, maximum: 100, title: '比例', description: 'Per cent' })
export const Days = Type.Integer({ minimum: 1, maximum: 3650, title: '天数', description: 'Days' })
const Coverage = oneOf(['full', 'sample'], {
  title: '检查方式',
  description: 'Full inspection, or random sample'
})
export const DayUnit = oneOf(['calendar', 'working'], {
  title: '日的种类',
  description: 'Calendar or working days'
})

export const Quota = closed(
  {
    id: Type.String({ title: '检查比例编号', description: 'Stable identifier' }),
    unitLevel: { ...UnitLevel, title: '检查单位级别', description: 'Level of the unit that inspects' },
    coverage: Coverage,
    targetLevel: nullable({
      ...UnitLevel,
      description: 'Level of the units inspected; null: direct subordinates'
    }),
    minPopulation: Type.Integer({ title: '总数下限', description: 'The bracket begins at this number' }),
    maxPopulation: nullable(
      Type.Integer({ title: '总数上限', description: 'The bracket ends with this number' })
    ),
    ratioPercent: Percent,
    clauseId: ClauseId,
    remark: Type.Optional(Sentence)
  },
  { title: '检查比例', description: 'Who must inspect how many, by number of units' }
)
export type Quota = Static<typeof Quota>

const Term = closed({
  rule: Type.String({
    title: '期限规则',
    description: 'Stable identifier',
    examples: ['case.conclude']
  }),
  days: Days,
  unit: DayUnit,
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'No statute says so: a local rule may'
  }),
  boundLevels: Type.Optional(
    Type.Array(UnitLevel, {
      title: '法定适用级别',
      description: 'The levels that the statute speaks of, where it leaves others out: for those a default'
    })
  ),
  extension: Type.Optional(
    Type.String({
      title: '延长规则',
      description: 'The rule that says by how many days it may be extended'
    })
  ),
  isRight: Type.Optional(
    Type.Boolean({
      title: '是否当事人权利期限',
      description: 'The days belong to the petitioner: no local rule may change them'
    })
  ),
  mayLapse: Type.Optional(
    Type.Boolean({
      title: '是否可不行使',
      description: 'Something may be done within it, nothing must: nobody is late when it is over'
    })
  ),
  rollsOver: Type.Optional(
    Type.Boolean({
      title: '是否遇休息日顺延',
      description: 'Left out: a term that would end on a day off ends on the next working day; false: not',
      default: true
    })
  ),
  remark: Type.Optional(Sentence)
})

const Retention = closed({
  kind: Type.String({
    title: '记录种类',
    description: 'Kind of record, or the part of it that holds the personal data',
    examples: ['case-identity']
  }),
  years: Type.Integer({ minimum: 1, maximum: 100, title: '年数', description: 'How long it is kept' }),
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'No statute says so: a rule of the province may'
  }),
  remark: Type.Optional(Sentence)
})

export const Policy = closed(
  {
    id: Type.String({ title: '政策编号', description: 'Stable identifier' }),
    version: Type.Integer({
      minimum: 1,
      title: '版本',
      description: 'Raised when our reading of it is mended'
    }),
    title: Type.String({ title: '标题', description: 'Title of the document' }),
    documentNo: Type.String({ title: '文号', description: 'Official number' }),
    issuer: Type.String({ title: '发文机关', description: 'Who issued it' }),
    issuedOn: LocalDate,
    effectiveFrom: LocalDate,
    effectiveTo: nullable(LocalDate),
    corrections: Type.Optional(Corrections),
    clauses: Type.Array(PolicyClause),
    quotas: Type.Array(Quota),
    terms: Type.Array(Term),
    sanctions: Type.Array(
      closed({
        outcome: Type.String({
          title: '处理方式',
          description: 'Outcome of an accountability record',
          examples: ['demerit']
        }),
        months: Type.Integer({ minimum: 1, maximum: 120, title: '月数', description: 'How long it lasts' }),
        clauseId: ClauseId
      }),
      { title: '处分期间', description: 'How long a sanction lasts, where a statute says so' }
    ),
    retention: Type.Array(Retention, {
      title: '保存期限',
      description: 'How long records with personal data are kept'
    }),
    readings: Type.Array(
      closed({
        id: Type.String({ title: '编号', description: 'Stable identifier' }),
        zh: Type.String({ title: '解释（中文）', description: 'How an unclear text is read' }),
        en: Type.String({ title: '解释（英文）', description: 'The same in English' })
      })
    )
  },
  {
    $id: 'Policy',
    title: '政策文件',
    description: 'A set of rules with its clauses, quotas, terms and readings'
  }
)
export type Policy = Static<typeof Policy>

export const PolicyPage = { ...listOf(Type.Unsafe<Policy>({ $ref: 'Policy#' })), $id: 'PolicyPage' }

export const Obligation = closed(
  {
    coverage: Coverage,
    targetLevel: UnitLevel,
    population: Type.Integer({ title: '总数', description: 'Units that count' }),
    ratioPercent: Percent,
    required: Type.Integer({ title: '应检数', description: 'Population × ratio, rounded up' }),
    quotaId: Type.String({ title: '检查比例编号', description: 'Which quota of the policy' }),
    localRuleId: nullable({ ...Id, title: '实施细则', description: 'The local rule that raised the ratio' }),
    clause: closed({
      id: ClauseId,
      text: Type.String({ title: '条文', description: 'What the clause says' })
    }),
    remark: nullable(Type.String({ title: '说明', description: 'What is peculiar about this number' }))
  },
  {
    $id: 'Obligation',
    title: '监管责任',
    description: 'What a unit must inspect in a year, and by which clause'
  }
)
export type Obligation = Static<typeof Obligation>

export const Obligations = closed(
  {
    unitCode: UnitCode,
    year: Year,
    policyId: Type.String({ title: '政策编号', description: 'The policy that year goes by' }),
    items: Type.Array(Type.Unsafe<Obligation>({ $ref: 'Obligation#' }))
  },
  { $id: 'Obligations', title: '年度监管责任', description: 'All obligations of a unit in a year' }
)

export const yearQuery = closed({ year: Type.Optional(Year) })
export const policyParams = closed({ id: Type.String({ pattern: '^[a-z0-9-]{1,60}$', maxLength: 60 }) })
