import { type Static, type TSchema, Type } from 'typebox'
import { closed, Id, LocalDate, nullable, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { ClauseId } from '../../policy/index.ts'
import { subjectNames } from '../vocabulary.ts'

const count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })
const list = <T extends TSchema>(item: T, title: string, description: string) =>
  Type.Array(item, { title, description })

const hidden = '`<5`: fewer than five persons; `withheld`: a number from which such a one would follow'

/** A number of records, an amount, or what stands in its place. */
const value = (title: string, description: string) =>
  nullable(
    Type.String({
      title,
      description: `${description}, as text. ${hidden}; null: unknown, because nothing was on record`,
      examples: ['12']
    })
  )

const compared = {
  now: value('本年', 'Figure of the year'),
  before: value('上年同期', 'Figure of the same part of the year before'),
  difference: value('增减', 'Difference of the two; null where one of them is not given')
}

const rate = (title: string, description: string) =>
  nullable(
    Type.String({
      title,
      description: `${description}, 4 decimals. \`<5\`: a share of fewer than five; null: unknown`,
      examples: ['0.8750']
    })
  )

const name = Type.String({ title: '名称', description: 'Chinese name at the time of computation' })
const unitName = Type.String({ title: '单位名称', description: 'Name of the unit when it was counted' })
const clauseId = ClauseId
const dutyId = Type.String({
  title: '职责',
  description: 'Duty, as in the list of duties',
  examples: ['scheme']
})

const Sums = closed(
  {
    met: count('已履行', 'Number of duties that are met'),
    missed: count('未履行', 'Number of duties that are missed'),
    running: count('期限未到', 'Number of duties whose last day has not passed'),
    unknown: count('情况不明', 'Number of duties of which nothing is known'),
    rate: rate('履行率', 'Share of the met duties in those that are met or missed')
  },
  { title: '职责合计', description: 'Sums over duties' }
)
type Sums = Static<typeof Sums>

const Share = closed(
  { n: count('已完成数', 'Number that was done'), of: count('应完成数', 'Number to be done') },
  { $id: 'ComplianceReportShare', title: '完成情况', description: 'Number done, of a number to do' }
)
export type Share = Static<typeof Share>

const share = (title: string, description: string) =>
  Type.Unsafe<Share | null>({
    anyOf: [{ $ref: 'ComplianceReportShare#' }, { type: 'null' }],
    title,
    description: `${description}; null: unknown, or not shown to units below`
  })

/** 单位·应检·已检·覆盖方面·方案·细则·公开·举报电话·备案·信访按期率·发放及时率·整改率. */
const UnitRow = closed(
  {
    unitCode: UnitCode,
    unitName,
    inspections: share('应检、已检', 'Inspections made, of those required'),
    areas: share('覆盖方面', 'Units inspected in all areas, of all direct subordinates'),
    scheme: share('监管方案', 'Units with a scheme, of all that need one'),
    rules: share('实施细则', 'Units with local rules, of all that need them'),
    disclosure: share('公开公示', 'Duties of disclosure that are met, of all known'),
    hotline: share('监督举报电话', 'Units with a hotline, of all that need one'),
    relatives: share('近亲属备案', 'Units with all declarations, of all that need them'),
    casesInTime: rate('信访按期率', 'Terms of petition cases that were met, without reports'),
    paidInTime: rate('发放及时率', 'Money that was paid in time'),
    rectified: rate('整改率', 'Findings that are not overdue'),
    ...Sums.properties
  },
  {
    $id: 'ComplianceReportUnit',
    title: '分单位情况',
    description: 'Figures of the unit itself, or of a direct subordinate with all units below it'
  }
)
export type UnitRow = Static<typeof UnitRow>

const Figure = closed(
  { figure: Type.String({ title: '指标代码', description: 'Code of the figure' }), name, ...compared },
  { $id: 'ComplianceReportFigure', title: '数字', description: 'Figure, compared with the year before' }
)
export type Figure = Static<typeof Figure>

const Subject = closed(
  {
    subject: oneOf(subjectNames, { title: '项目', description: 'Kind of records' }),
    figures: list(Type.Unsafe<Figure>({ $ref: 'ComplianceReportFigure#' }), '数字', 'Figures of the subject')
  },
  { $id: 'ComplianceReportFiguresOf', title: '项目数字', description: 'Figures of a subject' }
)
export type Subject = Static<typeof Subject>

const Duty = closed(
  { dutyId, name, clauseId, ...Sums.properties },
  { $id: 'ComplianceReportDuty', title: '单项职责', description: 'Numbers of units by status of one duty' }
)
export type Duty = Static<typeof Duty>

const own = closed({
  dutyId,
  name,
  clauseId,
  state: Type.String({
    title: '履职情况',
    description: 'Status of the duty: met, missed, running or unknown'
  })
})

const evaluation = closed({
  evaluationId: Id,
  unitName: Type.String({ title: '评价单位', description: 'Unit that evaluated' }),
  total: nullable(Type.String({ title: '得分', description: 'Total; null with too little data' })),
  grade: nullable(Type.String({ title: '等级', description: 'Grade in Chinese; null with too little data' })),
  rank: nullable(Type.Integer({ title: '名次', description: 'Rank; null where none was given' }))
})

export const Figures = closed(
  {
    from: { ...LocalDate, title: '统计期起', description: 'First day of the year' },
    to: { ...LocalDate, title: '统计期止', description: 'Last day whose records count' },
    unitName,
    subjects: list(
      Type.Unsafe<Subject>({ $ref: 'ComplianceReportFiguresOf#' }),
      '各项数字',
      'Figures by subject; plans and inspections are left out for people of units below'
    ),
    casesByKind: list(
      Type.Unsafe<Figure>({ $ref: 'ComplianceReportFigure#' }),
      '信访件分类',
      'Cases received, by kind'
    ),
    sums: closed(
      {
        ...Sums.properties,
        rateBefore: rate('上年履行率', 'The same share in the published report of the year before')
      },
      { title: '职责合计', description: 'Sums over all duties of the unit and the units below it' }
    ),
    own: list(own, '本级职责', 'Duties of the unit itself'),
    duties: list(
      Type.Unsafe<Duty>({ $ref: 'ComplianceReportDuty#' }),
      '各项职责',
      'Duties of the unit and of all units below it'
    ),
    units: list(
      Type.Unsafe<UnitRow>({ $ref: 'ComplianceReportUnit#' }),
      '分单位情况',
      'The unit itself, and its direct subordinates with all units below them'
    ),
    evaluations: list(evaluation, '绩效评价结果', 'Published evaluations of the unit in the year')
  },
  { $id: 'ComplianceReportFigures', title: '监管责任落实数字', description: 'Figures of a yearly report' }
)
export type Figures = Static<typeof Figures>
export type SumsOfDuties = Sums

export const figureSchemas = [Share, UnitRow, Figure, Subject, Duty, Figures]
