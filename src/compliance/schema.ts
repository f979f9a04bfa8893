import { type Static, Type } from 'typebox'
import { severalOf } from '../platform/http/lists/filters.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import { closed, LocalDate, listOf, nullable, oneOf, UnitCode, Year } from '../platform/http/schema.ts'
import { ClauseId } from '../policy/index.ts'
import { UnitLevel } from '../units/index.ts'
import { dutyIds, states } from './vocabulary.ts'

const DutyId = oneOf(dutyIds, { title: '职责', description: 'Duty of the unit' })
const State = oneOf(states, {
  title: '履职情况',
  description:
    'Status of the duty on the day. `unknown`: nothing is on record to judge by, which is not `met`; ' +
    '`not-applicable`: the unit does not have the duty in this year'
})
const count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

const line = {
  unitCode: UnitCode,
  unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
  unitLevel: UnitLevel,
  year: Year,
  dutyId: DutyId,
  clauseId: ClauseId,
  state: State,
  due: nullable({
    ...LocalDate,
    title: '截止日期',
    description: 'Last day; null where the duty holds always'
  }),
  value: nullable(Type.Number({ title: '数值', description: 'Measured value: a number, or per cent' })),
  required: nullable(Type.Number({ title: '要求数值', description: 'Value that is required' })),
  facts: closed(
    {
      n: count('已完成数', 'Number that was done'),
      of: count('应完成数', 'Number to be done')
    },
    { title: '依据', description: 'Numbers behind the value' }
  ),
  asOf: { ...LocalDate, title: '统计截止日', description: 'Last day whose records count' }
}

export const ComplianceLine = closed(line, {
  $id: 'ComplianceLine',
  title: '职责履行情况',
  description: 'Duty of a unit with its status'
})
export type ComplianceLine = Static<typeof ComplianceLine>

export const CompliancePage = {
  ...listOf(Type.Unsafe<ComplianceLine>({ $ref: 'ComplianceLine#' })),
  $id: 'CompliancePage'
}

const Sums = closed(
  {
    met: count('已履行', 'Number of duties that are met'),
    missed: count('未履行', 'Number of duties that are missed'),
    running: count('期限未到', 'Number of duties whose last day has not passed'),
    unknown: count('情况不明', 'Number of duties of which nothing is known'),
    rate: nullable(
      Type.String({
        title: '履行率',
        description:
          'Share of the met duties in those that are met or missed, 4 decimals; null where there are none',
        examples: ['0.8750']
      })
    )
  },
  { title: '合计', description: 'Sums over the duties' }
)

export const UnitCompliance = closed(
  {
    unitCode: UnitCode,
    year: Year,
    asOf: line.asOf,
    sums: Sums,
    items: Type.Array(Type.Unsafe<ComplianceLine>({ $ref: 'ComplianceLine#' }), {
      title: '各项职责',
      description: 'All duties of units of this level'
    })
  },
  { $id: 'UnitCompliance', title: '单位履职情况', description: 'Duties of one unit with their sums' }
)
export type UnitCompliance = Static<typeof UnitCompliance>

const year = Type.Optional({ ...Year, description: 'Year of the duties; default: the current year' })

export const complianceQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'One unit alone, without the units below it' }),
  year,
  level: Type.Optional(severalOf({ ...UnitLevel, description: 'Level of the units' })),
  duty: Type.Optional(severalOf(DutyId)),
  state: Type.Optional(severalOf(State)),
  ...pageParameters
})

export const unitQuery = closed({
  year,
  on: Type.Optional({
    ...LocalDate,
    title: '统计截止日',
    description: 'Last day whose records count, a day of the year that is over; default: the latest one'
  })
})

export const schemas = [ComplianceLine, CompliancePage, UnitCompliance]
