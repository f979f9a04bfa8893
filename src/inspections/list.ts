import { sql } from 'kysely'
import { MethodWord } from '../plans/index.ts'
import { isPlain, type Listed } from '../platform/access/handed-over.ts'
import { defineList } from '../platform/http/lists/definition.ts'
import type { Scope } from '../platform/http/lists/description.ts'
import { updatedSince as changedSince, compared, equals, oneOrMore } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { UnitCode } from '../platform/http/schema.ts'
import { item, State } from './fields.ts'
import { about, seenMethod, seenPlannedOn } from './keeping.ts'
import './tables.ts'
import { isVisibleWithin } from './visibility.ts'

/**
 * The part that is visible to a caller never changed later than the inspection itself, so the index on the
 * last change finds the few possible rows.
 */
const visible = changedSince(item)
const updatedSince: typeof visible = {
  ...visible,
  condition: (value, viewer, isMany) => sql<boolean>`(
    coalesce(inspection.updated_at, inspection.created_at) >= ${value}::timestamptz
    and ${visible.condition(value, viewer, isMany)})`
}

/** `isSeen`: in the list of a former keeper, filters and order use the values that are visible to them. */
function listOf(isSeen: boolean) {
  const method = isSeen ? seenMethod : 'inspection.method'
  const plannedOn = isSeen ? seenPlannedOn : 'inspection.planned_on'
  return defineList({
    fields: isSeen ? { ...item, key: item.value } : item,
    from: sql`inspection join unit as keeper on keeper.code = inspection.unit_code
      join unit as target on target.code = inspection.target_code`,
    orders: { '-plannedOn': ['plannedOn', 'id'] },
    filters: {
      targetCode: equals('inspection.target_code', {
        ...UnitCode,
        title: '检查对象',
        description: 'Target of the inspections listed'
      }),
      unitCode: equals('inspection.unit_code', {
        ...UnitCode,
        title: '检查单位',
        description: 'Inspecting unit of the inspections listed'
      }),
      method: oneOrMore(method, MethodWord),
      state: oneOrMore('inspection.state', State),
      from: compared(plannedOn, '>=', { title: '起', description: 'First planned date' }),
      to: compared(plannedOn, '<=', { title: '止', description: 'Last planned date' }),
      updatedSince
    },
    parameters: { within }
  })
}

const plain = listOf(false)
const ofFormer = listOf(true)

export const { query } = plain

/** The list of a caller; a former keeper has a separate one. */
export function inspectionsIn(tree: Listed) {
  return tree.hasHandedOver ? ofFormer : plain
}

/** The inspections that are visible to the viewer, by the place of the target. */
export function scopeOf(tree: Listed): Scope {
  return {
    values: { tree: tree.code },
    shape: isPlain(tree) ? `${tree.depth}` : undefined,
    where: (given, viewer) =>
      sql<boolean>`(${about({ ...tree, code: given.tree as string })} and ${isVisibleWithin(viewer)})`
  }
}
