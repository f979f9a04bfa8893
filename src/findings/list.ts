import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { type Citables, restsOn } from '../causes/index.ts'
import { DeploymentId } from '../deployments/index.ts'
import type { Listed } from '../platform/access/handed-over.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { defineList } from '../platform/http/lists/definition.ts'
import type { Scope } from '../platform/http/lists/description.ts'
import {
  equals,
  flag,
  fromDay,
  oneOrMore,
  severalOf,
  untilDay,
  updatedSince
} from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { aboutTree } from '../platform/http/lists/scopes.ts'
import { containing } from '../platform/http/lists/search.ts'
import { UnitCode } from '../platform/http/schema.ts'
import { AreaWord } from '../policy/index.ts'
import { item, Severity, State } from './fields.ts'
import { CauseKind } from './schema.ts'
import './tables.ts'

/** Findings on targets of a subtree: the earliest last day first, those without a running term last. */
export const findings = defineList({
  fields: item,
  from: sql`finding join unit on unit.code = finding.unit_code
    join unit as target on target.code = finding.target_code`,
  orders: { dueOn: ['dueOn', 'id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    targetCode: equals('finding.target_code', {
      ...UnitCode,
      title: '被检查单位',
      description: 'Target of the findings listed'
    }),
    unitCode: equals('finding.unit_code', {
      ...UnitCode,
      title: '检查单位',
      description: 'Inspecting unit of the findings listed'
    }),
    area: oneOrMore('finding.area', AreaWord),
    severity: oneOrMore('finding.severity', Severity),
    state: oneOrMore('finding.state', State),
    // One bare comparison for each value, which the index by last day answers.
    overdue: flag(
      {
        ...item.properties.overdue,
        description: 'Whether the last day for the rectification has passed'
      },
      (isSet, { today }) =>
        isSet ? sql`finding.due_on < ${today}::date` : sql`finding.due_on >= ${today}::date`
    ),
    deploymentId: equals('finding.deployment_id', {
      ...DeploymentId,
      description: 'Deployment that the findings listed are about'
    }),
    foundFrom: fromDay('finding.created_at', { title: '登记日期起', description: 'First day of the entry' }),
    foundTo: untilDay('finding.created_at', { title: '登记日期止', description: 'Last day of the entry' }),
    q: containing('finding.text', { description: 'Words in the description' }, { isIndexed: true }),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    cause: Type.Optional(
      severalOf({
        ...CauseKind,
        title: '事由种类',
        description: 'Kind of cause; only causes that are visible to the caller count'
      })
    )
  }
})

/**
 * Findings on targets of a subtree that lies within the actor's own unit: they and the units above them see
 * every finding from the start (`seenBy`), so only the place is compared. With `cause` the statement depends
 * on the roles of the caller, so it is not prepared.
 */
export function scopeOf(
  tree: Listed,
  citables: Citables,
  actor: Actor,
  kinds: readonly Static<typeof CauseKind>[] | undefined
): Scope {
  if (kinds === undefined) return aboutTree(tree, 'finding')
  const resting = kinds.map((kind) => restsOn(citables, actor, kind, 'finding.id'))
  const seen = () => sql<boolean>`(${sql.join(resting, sql` or `)})`
  return { ...aboutTree(tree, 'finding', seen), shape: undefined }
}
