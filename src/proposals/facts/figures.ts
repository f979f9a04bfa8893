import { type Static, type TSchema, Type } from 'typebox'
import { closed, LocalDate, oneOf } from '../../platform/http/schema.ts'
import { YUAN } from '../../platform/values/money.ts'
import { details } from '../vocabulary.ts'

const count = (title: string, description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, title, description }))
const words = (title: string, description: string) => Type.Optional(Type.String({ title, description }))
const money = (title: string, description: string) =>
  Type.Optional(Type.String({ pattern: YUAN, title, description }))
const maybe = <S extends TSchema>(schema: S) => Type.Optional(schema)

/** The figures of a fact; which of them it has depends on the fact. */
export const Figures = closed(
  {
    programme: words('救助项目', 'Name of the programme'),
    period: words('所属期间', 'Month of the payments or of the list, or quarter of the cases'),
    year: count('年度', 'Year of the plan, the duty or the evaluation'),
    detail: maybe(oneOf(details, { title: '具体事项', description: 'Subject of the fact, more closely' })),
    late: count('迟发人数', 'Number of recipients paid late'),
    unpaid: count('未发人数', 'Number of recipients not paid'),
    underpaid: count('少发人数', 'Number of recipients paid less than due'),
    recipients: count('应发人数', 'Number of recipients on the roster'),
    required: count('应检数', 'Number of inspections required'),
    inspected: count('已检数', 'Number of inspections carried out in the year'),
    gap: count('少检数', 'Number of inspections that are missing'),
    severity: maybe(
      oneOf(['minor', 'serious', 'grave'], { title: '严重程度', description: 'Severity of the finding' })
    ),
    itemNo: count('任务序号', 'Number of the item of the deployment'),
    dueOn: maybe({ ...LocalDate, title: '期限', description: 'Day on which the term ended' }),
    remindedOn: maybe({ ...LocalDate, title: '催告日期', description: 'Day of the finding that reminded' }),
    days: count('逾期天数', 'Number of days after the term or the reminder'),
    received: count('收件数', 'Number of cases received in the quarter'),
    overdue: count('逾期件数', 'Number of these cases that missed a term'),
    documentNo: words('文号', 'Number of the document that allocated the money'),
    retained: money('未下达金额', 'Amount that has not been handed down, in yuan'),
    budgeted: money('应配套金额', 'Amount of matching money that was due, in yuan'),
    arrived: money('已到账金额', 'Amount of matching money that arrived, in yuan'),
    leaks: count('泄密项数', 'Number of observations with private data'),
    total: words('得分', 'Total of the evaluation'),
    rank: count('名次', 'Rank in the evaluation'),
    ranked: count('参评单位数', 'Number of units that were ranked with it'),
    repeats: count('重复次数', 'Number of times that the finding was repeated')
  },
  { title: '数据', description: 'Figures of the fact when it was computed last' }
)
export type FigureSet = Static<typeof Figures>
