import { type Generated, sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Placed } from '../../platform/database/placed.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Area } from '../../policy/index.ts'
import type { Staff, StaffChange, StaffQuery } from './schema.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    staff: Placed & {
      id: string
      name: string
      post: string
      qualifications: Area[]
      active: Generated<boolean>
      registered_at: string
      registered_by: string
      version: Generated<number>
    }
    staff_conflict: {
      staff_id: string
      unit_code: string
      reason: string
    }
  }
}

const order = [
  ['staff.unit_code', 'text'],
  ['staff.id', 'uuid']
] as const

const wire = [
  'staff.id',
  'staff.unit_code as unitCode',
  'unit.name as unitName',
  'staff.name',
  'staff.post',
  'staff.qualifications',
  sql<Staff['conflicts']>`(
    select coalesce(jsonb_agg(jsonb_build_object('unitCode', unit_code, 'reason', reason) order by unit_code),
      '[]')
    from staff_conflict where staff_id = staff.id
  )`.as('conflicts'),
  'staff.active',
  'staff.registered_at as registeredAt',
  'staff.version'
] as const

export const columns = Object.keys({
  id: 0,
  unitCode: 0,
  unitName: 0,
  name: 0,
  post: 0,
  qualifications: 0,
  conflicts: 0,
  active: 0,
  registeredAt: 0,
  version: 0
} satisfies Record<keyof Staff, 0>).map((name) => ({ name }))

export function find(db: Db | Tx, actor: Actor, id: string): Promise<Staff | undefined> {
  return db
    .selectFrom('staff')
    .innerJoin('unit', 'unit.code', 'staff.unit_code')
    .select(wire)
    .where('staff.id', '=', id)
    .where(visible(actor, 'staff', 'staff'))
    .executeTakeFirst()
}

/** The register of a subtree by unit, within a unit in the order of entry. */
export function list(db: Db, trees: readonly Subtree[], query: StaffQuery) {
  return matching(db, trees, query)
    .select(wire)
    .where(after(query.cursor, order))
    .orderBy('staff.unit_code')
    .orderBy('staff.id')
}

export function count(db: Db, trees: readonly Subtree[], query: StaffQuery): Promise<{ total: number }> {
  return matching(db, trees, query).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function matching(db: Db, trees: readonly Subtree[], { active, area }: StaffQuery) {
  return db
    .selectFrom('staff')
    .innerJoin('unit', 'unit.code', 'staff.unit_code')
    .where((staff) => staff.and(trees.map((tree) => inSubtree(tree, { table: 'staff', unit: 'unit_code' }))))
    .$if(active !== undefined, (query) => query.where('staff.active', '=', active as boolean))
    .$if(area !== undefined, (query) =>
      query.where(sql<boolean>`(${area} = any(qualifications) or qualifications = '{}')`)
    )
}

/** Locks an entry of the register of a unit within the actor's own; undefined if there is none. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('staff')
    .select(['id', 'unit_code as unitCode', 'path', 'version'])
    .where('id', '=', id)
    .where(visible(actor, 'staff', 'staff'))
    .forUpdate()
    .executeTakeFirst()
}

type NewRow = Pick<Staff, 'id' | 'unitCode' | 'name' | 'post' | 'qualifications' | 'registeredAt'>

export async function insert(tx: Tx, row: NewRow, registeredBy: string): Promise<void> {
  await tx
    .insertInto('staff')
    .values({
      id: row.id,
      unit_code: row.unitCode,
      path: sql`unit_path(${row.unitCode})`,
      name: row.name,
      post: row.post,
      qualifications: row.qualifications,
      registered_at: row.registeredAt,
      registered_by: registeredBy
    })
    .execute()
}

export async function update(tx: Tx, id: string, change: StaffChange): Promise<void> {
  const { name, post, qualifications, active } = change
  await tx
    .updateTable('staff')
    .set({ name, post, qualifications, active, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Replaces the conflicts of a person. */
export async function replaceConflicts(tx: Tx, id: string, conflicts: Staff['conflicts']): Promise<void> {
  await tx.deleteFrom('staff_conflict').where('staff_id', '=', id).execute()
  if (conflicts.length === 0) return
  const rows = conflicts.map(({ unitCode, reason }) => ({ staff_id: id, unit_code: unitCode, reason }))
  await tx.insertInto('staff_conflict').values(rows).execute()
}
