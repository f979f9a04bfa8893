import { type Static, Type } from 'typebox'
import { closed, Id, LocalDate, listOf, nullable, oneOf, UnitCode, Year } from '../platform/http/schema.ts'
import { UnitLevel } from '../units/index.ts'
import { ClauseId, Corrections, PolicyClause, Sentence } from './clause-schema.ts'
import { DisclosureDuty, Display } from './disclosures/schema.ts'
import { Duty, MeasuredDuty, Percent } from './duties/schema.ts'
import { ProposalRule } from './proposals/schema.ts'
import { Relatives } from './relatives/schema.ts'

export type { Duty, MeasuredDuty }
export { ClauseId, Percent, Sentence }

export const Days = Type.Integer({ minimum: 1, maximum: 3650, title: '天数', description: 'Number of days' })
const Coverage = oneOf(['full', 'sample'], {
  title: '检查方式',
  description: 'Coverage: full inspection or random sample'
})
export const DayUnit = oneOf(['calendar', 'working'], {
  title: '日的种类',
  description: 'Kind of days: calendar days or working days'
})

export const Quota = closed(
  {
    id: Type.String({ title: '检查比例编号', description: 'Stable identifier' }),
    unitLevel: { ...UnitLevel, title: '检查单位级别', description: 'Level of the unit that inspects' },
    coverage: Coverage,
    targetLevel: nullable({
      ...UnitLevel,
      description: 'Level of the units inspected; null for direct subordinates'
    }),
    minPopulation: Type.Integer({
      title: '总数下限',
      description: 'Smallest number of units to which the ratio applies'
    }),
    maxPopulation: nullable(
      Type.Integer({
        title: '总数上限',
        description: 'Greatest number of units to which the ratio applies; null without limit'
      })
    ),
    ratioPercent: Percent,
    clauseId: ClauseId,
    remark: Type.Optional(Sentence)
  },
  { title: '检查比例', description: 'Ratio of units to inspect, by number of units' }
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
    description: 'True if no statute sets the term; a local rule may set it'
  }),
  boundLevels: Type.Optional(
    Type.Array(UnitLevel, {
      title: '法定适用级别',
      description: 'Levels that the statute names; for other levels the term is a default'
    })
  ),
  extension: Type.Optional(
    Type.String({
      title: '延长规则',
      description: 'Rule that sets by how many days the term may be extended'
    })
  ),
  isRight: Type.Optional(
    Type.Boolean({
      title: '是否当事人权利期限',
      description: 'Whether the days are a right of the petitioner, which no local rule may change'
    })
  ),
  mayLapse: Type.Optional(
    Type.Boolean({
      title: '是否可不行使',
      description: 'Whether something may be done within the term but need not; it is then never missed'
    })
  ),
  isMinimum: Type.Optional(
    Type.Boolean({
      title: '是否最短期限',
      description: 'Whether the days are the least for which something lasts; a local rule may only add days'
    })
  ),
  rollsOver: Type.Optional(
    Type.Boolean({
      title: '是否遇休息日顺延',
      description:
        'Whether a term that would end on a day off ends on the next working day; if left out, it does',
      default: true
    })
  ),
  remark: Type.Optional(Sentence)
})

const Retention = closed({
  kind: Type.String({
    title: '记录种类',
    description: 'Kind of record, or the part of it with personal data',
    examples: ['case-identity']
  }),
  years: Type.Integer({
    minimum: 1,
    maximum: 100,
    title: '年数',
    description: 'Length of the retention period'
  }),
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'True if no statute sets the period; a rule of the province may set it'
  }),
  remark: Type.Optional(Sentence)
})

/** Whether the recipients of a programme are shown to the public. */
export const Disclosure = oneOf(['required', 'forbidden'], {
  title: '公开要求',
  description: 'Disclosure of the recipients: required, or forbidden where all of them are minors'
})
export type Disclosure = Static<typeof Disclosure>

/** A programme that most provinces have. */
export const UsualProgramme = closed({
  code: Type.String({
    maxLength: 30,
    title: '项目代码',
    description: 'Code of the programme',
    examples: ['low-income-rural']
  }),
  name: { ...Sentence, title: '项目名称', description: 'Official name of the programme' },
  lowIncome: Type.Boolean({
    title: '是否低保类项目',
    description: 'Whether near relatives of staff who receive it are filed'
  }),
  disclosure: Disclosure,
  clauseId: ClauseId,
  remark: Type.Optional(Sentence)
})
export type UsualProgramme = Static<typeof UsualProgramme>

export const Policy = closed(
  {
    id: Type.String({ title: '政策编号', description: 'Stable identifier' }),
    version: Type.Integer({
      minimum: 1,
      title: '版本',
      description: 'Version of these data; raised when their reading of the policy is corrected'
    }),
    title: Type.String({ title: '标题', description: 'Title of the document' }),
    documentNo: Type.String({ title: '文号', description: 'Official number' }),
    issuer: Type.String({ title: '发文机关', description: 'Issuing authority' }),
    issuedOn: LocalDate,
    effectiveFrom: LocalDate,
    effectiveTo: nullable(LocalDate),
    corrections: Type.Optional(Corrections),
    clauses: Type.Array(PolicyClause),
    quotas: Type.Array(Quota),
    terms: Type.Array(Term),
    duties: Type.Array(Duty, {
      title: '常规职责',
      description: 'Standing duties of units, with the day of the year by which they are due'
    }),
    programmes: Type.Array(UsualProgramme, {
      title: '常设救助项目',
      description: 'Programmes of a new province; it may change them'
    }),
    disclosures: Type.Array(DisclosureDuty, {
      title: '公开公示职责',
      description: 'Content that units show to the public, where and until when'
    }),
    displays: Type.Array(Display, {
      title: '公示期',
      description: 'Notices that stay up for a time'
    }),
    compliance: Type.Array(MeasuredDuty, {
      title: '履职情况',
      description: 'Duties that are read together as the compliance of a unit, with their clauses'
    }),
    proposals: Type.Array(ProposalRule, {
      title: '处理建议',
      description: 'Facts from which a notice or an interview is proposed'
    }),
    sanctions: Type.Array(
      closed({
        outcome: Type.String({
          title: '处理方式',
          description: 'Outcome of an accountability record',
          examples: ['demerit']
        }),
        months: Type.Integer({
          minimum: 1,
          maximum: 120,
          title: '月数',
          description: 'Length of the period'
        }),
        clauseId: ClauseId
      }),
      { title: '处分期间', description: 'Periods of sanctions that a statute sets' }
    ),
    retention: Type.Array(Retention, {
      title: '保存期限',
      description: 'Retention periods of records with personal data'
    }),
    relatives: Relatives,
    readings: Type.Array(
      closed({
        id: Type.String({ title: '编号', description: 'Stable identifier' }),
        zh: Type.String({ title: '解释（中文）', description: 'Reading of an unclear text' }),
        en: Type.String({ title: '解释（英文）', description: 'Text in English' })
      })
    )
  },
  {
    $id: 'Policy',
    title: '政策文件',
    description: 'Policy with its clauses, ratios, terms and readings'
  }
)
export type Policy = Static<typeof Policy>

export const PolicyPage = { ...listOf(Type.Unsafe<Policy>({ $ref: 'Policy#' })), $id: 'PolicyPage' }

export const Obligation = closed(
  {
    coverage: Coverage,
    targetLevel: UnitLevel,
    population: Type.Integer({ title: '总数', description: 'Number of units that count' }),
    ratioPercent: Percent,
    required: Type.Integer({
      title: '应检数',
      description: 'Number required: population × ratio, rounded up'
    }),
    quotaId: Type.String({ title: '检查比例编号', description: 'Identifier of the ratio in the policy' }),
    localRuleId: nullable({
      ...Id,
      title: '实施细则',
      description: 'Local rule that raised the ratio; null without one'
    }),
    clause: closed({
      id: ClauseId,
      text: Type.String({ title: '条文', description: 'Text of the clause' })
    }),
    remark: nullable(Type.String({ title: '说明', description: 'Remark on this number' }))
  },
  {
    $id: 'Obligation',
    title: '监管责任',
    description: 'Obligation of a unit in a year, with its clause'
  }
)
export type Obligation = Static<typeof Obligation>

export const Obligations = closed(
  {
    unitCode: UnitCode,
    year: Year,
    policyId: Type.String({ title: '政策编号', description: 'Policy that applies to the year' }),
    items: Type.Array(Type.Unsafe<Obligation>({ $ref: 'Obligation#' }))
  },
  { $id: 'Obligations', title: '年度监管责任', description: 'All obligations of a unit in a year' }
)

export const yearQuery = closed({ year: Type.Optional(Year) })
export const policyParams = closed({ id: Type.String({ pattern: '^[a-z0-9-]{1,60}$', maxLength: 60 }) })
