import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf, manyRecords } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'
import { rankSeenBy, seenBy } from './visibility.ts'

function rows(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  return db
    .selectFrom('evaluation')
    .innerJoin('unit', 'unit.code', 'evaluation.unit_code')
    .innerJoin('indicator_set', 'indicator_set.id', 'evaluation.set_id')
    .select([...item.select(viewer), ...details.select(viewer)])
    .select([...columnsOf('evaluation', ['path', 'version'])])
    .select([
      sql<number>`(select coalesce(sum(objections), 0)::int from evaluation_target
        where evaluation_id = evaluation.id)`.as('objections')
    ])
    .where('evaluation.id', '=', id)
    .where(seenBy(actor))
}

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await rows(db, actor, id, today).executeTakeFirst()
  if (row === undefined) return undefined
  const { path, objections, ...own } = row
  return { ...own, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Whether there is a report that the actor may see: undefined where there is none. */
export function reportSeen(db: Db, actor: Actor, id: string) {
  return db
    .selectFrom('evaluation')
    .select('id')
    .where('id', '=', id)
    .where('scored_at', 'is not', null)
    .where(rankSeenBy(actor))
    .executeTakeFirst()
}

/** Locks an evaluation for a step; undefined if the actor may not see it. */
export async function lock(tx: Tx, actor: Actor, id: string, today: string) {
  const found = await tx
    .selectFrom('evaluation')
    .select('id')
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return undefined
  // Read after the lock: values and objections wait for it, and are complete now.
  return rows(tx, actor, id, today).executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The set of an evaluation, whatever its reader may see of sets: values make no sense without it. */
export function setOf(db: Db | Tx, setId: string) {
  return db
    .selectFrom('indicator_set')
    .select(columnsOf('indicator_set', ['name', 'levels', 'groups', 'grades', 'minTotalWeight', 'items']))
    .where('id', '=', setId)
    .executeTakeFirstOrThrow()
}

/** A published set of a unit or of a unit above it. */
export function usableSet(tx: Tx, setId: string, path: string) {
  return tx
    .selectFrom('indicator_set')
    .select(columnsOf('indicator_set', ['id', 'levels', 'groups']))
    .where('id', '=', setId)
    .where('state', '=', 'published')
    .where(sql<boolean>`unit_code = any(string_to_array(${path}, '.'))`)
    .forShare()
    .executeTakeFirst()
}

export interface Candidate {
  code: string
  path: string
  level: string
}

/** The units in office of a level within a unit. */
export async function unitsWithin(tx: Tx, tree: Subtree, level: string, today: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select code, path, level from unit
    where ${inSubtree(tree, { table: 'unit', unit: 'code' })} and level = ${level}
      and is_valid(valid_from, valid_to, ${today}::date)
    order by code`.execute(tx)
  return rows
}

export interface NewTarget {
  id: string
  evaluationId: string
  unitCode: string
  path: string
  isSelf: boolean
  groupCode: string | null
  updatedAt: string
}

export async function insertTargets(tx: Tx, all: readonly NewTarget[]): Promise<void> {
  const { columns, values, rows } = manyRecords('evaluation_target', all)
  await sql`insert into evaluation_target (${columns}) select ${values} from ${rows}`.execute(tx)
}
