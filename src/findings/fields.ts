import { sql } from 'kysely'
import { Type } from 'typebox'
import { deploymentLinkShown } from '../deployments/index.ts'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  text,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { AreaWord, ChecklistItemId } from '../policy/index.ts'
import { handedOverFrom, supervisingFrom } from '../units/index.ts'
import { Evidence } from './evidence.ts'
import { Reason, rectifications } from './rectification/fields.ts'
import './tables.ts'
import { severities, states } from './vocabulary.ts'

export const State = oneOf(states, { title: '状态', description: 'Status of the rectification' })
export const Severity = oneOf(severities, { title: '严重程度', description: 'Severity' })
export const Content = text(4000, '问题描述', 'Description of the problem; must not contain names of persons')

/** The columns of a finding in a list. */
export const item = fieldsOf('finding', {
  id: Id,
  unitCode: { ...UnitCode, title: '检查单位', description: 'Inspecting unit' },
  unitName: from(
    Type.String({ title: '检查单位名称', description: 'Current name of the inspecting unit' }),
    sql<string>`unit.name`
  ),
  targetCode: { ...UnitCode, title: '被检查单位', description: 'Target, where the problem was found' },
  targetName: from(
    Type.String({ title: '被检查单位名称', description: 'Current name of the target' }),
    sql<string>`target.name`
  ),
  area: AreaWord,
  itemId: nullable(ChecklistItemId),
  severity: Severity,
  text: Content,
  state: State,
  dueOn: from(
    nullable({
      ...LocalDate,
      title: '整改期限',
      description: 'Last day for the rectification; null while the target does not have to act'
    }),
    sql<string | null>`nullif(finding.due_on, 'infinity')`,
    'finding.due_on'
  ),
  overdue: from(
    Type.Boolean({ title: '是否逾期', description: 'Whether that day has passed' }),
    ({ today }) => sql<boolean>`finding.due_on < ${today}::date`
  ),
  repeats: nullable({
    ...Id,
    title: '重复问题',
    description: 'Latest earlier finding on the same item (or, without an item, the same area) at this target'
  }),
  createdAt: Instant,
  handedOver: handedOverFrom('finding'),
  ...supervisingFrom({ table: 'finding', unit: 'unit', target: 'target' }),
  updatedAt: from(updatedAt, sql<string>`coalesce(finding.updated_at, finding.created_at)`)
})

/** The further columns of a single finding. */
export const details = fieldsOf('finding', {
  ...deploymentLinkShown,
  evidence: Evidence,
  rectifications,
  waiveReason: nullable({ ...Reason, title: '免予整改的理由', description: 'Reason for the waiver' })
})
