import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import { closed, UnitCode } from '../platform/http/schema.ts'
import { AreaWord } from '../policy/index.ts'
import { CauseKind, Severity, State } from './schema.ts'

export const findingQuery = closed({
  within,
  targetCode: Type.Optional({
    ...UnitCode,
    title: '被检查单位',
    description: 'Target of the findings listed'
  }),
  unitCode: Type.Optional({
    ...UnitCode,
    title: '检查单位',
    description: 'Inspecting unit of the findings listed'
  }),
  area: Type.Optional(AreaWord),
  severity: Type.Optional(Severity),
  state: Type.Optional(State),
  overdue: Type.Optional(
    Type.Boolean({ title: '是否逾期', description: 'Whether the last day for the rectification has passed' })
  ),
  cause: Type.Optional({
    ...CauseKind,
    title: '事由种类',
    description: 'Kind of cause; only causes that are visible to the caller count'
  }),
  ...pageParameters
})
export type FindingQuery = Static<typeof findingQuery>
