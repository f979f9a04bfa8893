import { sql } from 'kysely'
import { visible } from '../access/scope.ts'
import { mayRead, type RecordName, type VisibleRecords } from '../access/visible-records.ts'
import { type Actor, OPERATOR } from '../auth/actor.ts'
import type { Db } from '../database/connect.ts'
import { sweepRows } from '../database/sweep.ts'
import type { Tx } from '../work/work.ts'
import { item } from './fields.ts'
import type { OperationPhase } from './phases.ts'
import type { Operation } from './schema.ts'
import './tables.ts'

export interface Started {
  id: string
  kind: string
  actor: Actor
  input: Record<string, unknown>
  state: string
}

export interface NewOperation extends Omit<Started, 'state'> {
  subject: RecordName | undefined
  now: Date
}

/** Returns the province of the unit that starts it; the operator has no province and is named instead. */
export async function insert(tx: Tx, row: NewOperation): Promise<string> {
  const { province } = await tx
    .insertInto('operation')
    .values({
      id: row.id,
      kind: row.kind,
      state: 'queued',
      actor: JSON.stringify(row.actor),
      unit_code: sql`nullif(${row.actor.unitCode}, ${OPERATOR})`,
      path: sql`unit_path(${row.actor.unitCode})`,
      input: JSON.stringify(row.input),
      subject_kind: row.subject?.kind ?? null,
      subject_id: row.subject?.id ?? null,
      created_at: row.now.toISOString(),
      done: 0,
      version: 1
    })
    .returning(sql<string>`coalesce(split_part(path, '.', 1), ${OPERATOR})`.as('province'))
    .executeTakeFirstOrThrow()
  return province
}

/** How many operations of a unit have not ended. */
export async function countOpen(tx: Tx, unitCode: string): Promise<number> {
  const { count } = await tx
    .selectFrom('operation')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('ended_at', 'is', null)
    .where(sql<boolean>`coalesce(unit_code, ${OPERATOR}) = ${unitCode}`)
    .executeTakeFirstOrThrow()
  return count
}

/** An operation as it is shown, and the record that it concerns. */
export interface Found {
  operation: Versioned
  subject: RecordName | undefined
}

/** An operation that the actor's unit, or a unit below it, started. */
export async function find(db: Db | Tx, actor: Actor, id: string): Promise<Found | undefined> {
  const row = await db
    .selectFrom('operation')
    .select(item.select({ ...actor, today: '' }))
    .select(['version', 'subject_kind as subjectKind', 'subject_id as subjectId'])
    .where('id', '=', id)
    .where(visible(actor, 'operation', 'operation'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { subjectKind: kind, subjectId, ...rest } = row
  return {
    operation: wire(rest),
    subject: kind === null || subjectId === null ? undefined : { kind, id: subjectId }
  }
}

/** An operation as it goes over the wire. */
export function wire<R extends Operation['progress']>({ done, total, phase, ...rest }: R) {
  return { ...rest, progress: { done, total, phase } }
}

/** The same, where the actor may also read the record that the operation concerns. */
export async function findReadable(
  db: Db,
  records: VisibleRecords,
  actor: Actor,
  id: string
): Promise<Versioned | undefined> {
  const found = await find(db, actor, id)
  if (found?.subject === undefined) return found?.operation
  return (await mayRead(db, records, actor, found.subject)) ? found.operation : undefined
}

/** Those of some operations that have ended, or are no longer there. */
export async function endedOf(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const open = await db
    .selectFrom('operation')
    .select('id')
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('ended_at', 'is', null)
    .execute()
  const ended = new Set(ids)
  for (const { id } of open) ended.delete(id)
  return ended
}

export type Versioned = Operation & { version: number }

/** Begins an attempt at an operation, unless it has ended. */
export async function begin(db: Db, id: string, now: Date): Promise<Started | undefined> {
  return db
    .updateTable('operation')
    .set({ state: 'running', started_at: now.toISOString(), version: sql`version + 1` })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returning(['id', 'kind', 'actor', 'input', 'state'])
    .executeTakeFirst() as Promise<Started | undefined>
}

const KEPT_DAYS = 90

/** Deletes operations that ended 90 days ago. The records that they made stay. */
export async function sweepEnded(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 3600 * 1000).toISOString()
  await sweepRows(db, 'operation', sql<boolean>`ended_at <= ${before}::timestamptz`)
}

export async function progress(
  db: Db,
  id: string,
  done: number,
  total: number | null,
  phase: OperationPhase
): Promise<void> {
  await db
    .updateTable('operation')
    .set({ done, total, phase, version: sql`version + 1` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Records the end, unless the operation has ended already. Returns whether it had not. */
export async function end(
  db: Db | Tx,
  id: string,
  now: Date,
  outcome: { result: object } | { problem: object }
): Promise<boolean> {
  const ended =
    'result' in outcome
      ? {
          state: 'succeeded' as const,
          result: JSON.stringify(outcome.result),
          done: sql<number>`coalesce(total, done)`
        }
      : { state: 'failed' as const, problem: JSON.stringify(outcome.problem) }
  const { numUpdatedRows } = await db
    .updateTable('operation')
    .set({ ...ended, phase: null, ended_at: now.toISOString(), version: sql`version + 1` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
