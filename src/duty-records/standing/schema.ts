import { type Static, Type } from 'typebox'
import { severalOf } from '../../platform/http/lists/filters.ts'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, UnitCode, Year } from '../../platform/http/schema.ts'
import { ClauseId } from '../../policy/index.ts'
import { UnitLevel } from '../../units/index.ts'
import { Kind } from '../fields.ts'
import { standings } from '../vocabulary.ts'

const ofUnit = {
  unitCode: UnitCode,
  unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' }),
  unitLevel: UnitLevel
}
const Standing = oneOf(standings, { title: '履职情况', description: 'Status of the duty' })
/** What is not met yet: still running, or missed. */
const Unmet = oneOf(['running', 'missed'], {
  'x-enum': 'UnmetDuty',
  title: '履职情况',
  description: 'Whether the last day has passed'
})

export const MissingDuty = closed(
  {
    ...ofUnit,
    year: Year,
    kind: Kind,
    state: Unmet,
    dueOn: { ...LocalDate, title: '截止日期', description: 'Last day for the duty' },
    records: Type.Integer({ title: '已填报数', description: 'Number of records that count so far' }),
    lacking: Type.Array(Type.String({ title: '所缺内容', description: 'Topic or area that is missing' }), {
      title: '所缺内容',
      description: 'Topics of publicity or areas of responsibility that the records do not cover'
    }),
    clauseId: ClauseId,
    localDefault: Type.Boolean({
      title: '是否默认值',
      description: 'True if neither a statute nor a local rule sets the last day'
    }),
    localRuleId: nullable({ ...Id, title: '实施细则编号', description: 'Local rule that sets the last day' })
  },
  { $id: 'MissingDuty', title: '未履行职责', description: 'Standing duty that a unit has not met' }
)
export type MissingDuty = Static<typeof MissingDuty>

const byKind = Object.fromEntries(
  (['scheme', 'rules', 'publicity', 'training', 'responsibility'] as const).map((kind) => [kind, Standing])
) as Record<Static<typeof Kind>, typeof Standing>

export const DutyOverview = closed(
  { ...ofUnit, year: Year, ...byKind },
  { $id: 'DutyOverview', title: '履职概况', description: 'Standing duties of a unit with their status' }
)
export type DutyOverview = Static<typeof DutyOverview>

export const MissingDutyPage = {
  ...listOf(Type.Unsafe<MissingDuty>({ $ref: 'MissingDuty#' })),
  $id: 'MissingDutyPage'
}
export const DutyOverviewPage = {
  ...listOf(Type.Unsafe<DutyOverview>({ $ref: 'DutyOverview#' })),
  $id: 'DutyOverviewPage'
}

const year = Type.Optional({ ...Year, description: 'Year of the duties; default: the current year' })
const level = Type.Optional(severalOf({ ...UnitLevel, description: 'Level of the units' }))
export const overviewQuery = closed({ within, year, level, ...pageParameters })
export const missingQuery = closed({
  within,
  year,
  level,
  kind: Type.Optional(severalOf(Kind)),
  state: Type.Optional(severalOf(Unmet)),
  ...pageParameters
})

export const schemas = [MissingDuty, MissingDutyPage, DutyOverview, DutyOverviewPage]
