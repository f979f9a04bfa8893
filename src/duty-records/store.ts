import { type RawBuilder, sql } from 'kysely'
import { visible } from '../platform/access/scope.ts'
import { type Actor, OPERATOR } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import type { NewDutyRecord } from './schema.ts'
import './tables.ts'

/** The unit and the units above see a record; schemes and rules are seen by all units below as well. */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  const own = visible(actor, 'duty-record', 'duty_record')
  if (actor.unitCode === OPERATOR) return own
  return sql<boolean>`(${own} or duty_record.kind in ('scheme', 'rules') and duty_record.state = 'filed'
    and unit_path(${actor.unitCode}) like duty_record.path || '.%')`
}

const standing = [
  ...columnsOf('duty_record', ['id', 'unitCode', 'path', 'kind', 'state', 'review', 'year', 'version']),
  sql<string>`unit_acting(duty_record.unit_code)`.as('acting')
] as const

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('duty_record')
    .innerJoin('unit', 'unit.code', 'duty_record.unit_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .where('duty_record.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a record with its content for a step; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  const viewer = { ...actor, today: '' }
  return tx
    .selectFrom('duty_record')
    .innerJoin('unit', 'unit.code', 'duty_record.unit_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .where('duty_record.id', '=', id)
    .where(seenBy(actor))
    .forUpdate('duty_record')
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

export interface NewRow extends NewDutyRecord {
  id: string
  filedAt: string
  filedBy: string
}

export async function insert(tx: Tx, row: NewRow): Promise<void> {
  const { validYears = { from: row.year, to: row.year } } = row
  await tx
    .insertInto('duty_record')
    .values({
      id: row.id,
      unit_code: row.unitCode,
      path: sql`unit_path(${row.unitCode})`,
      year: row.year,
      first_year: validYears.from,
      last_year: validYears.to,
      kind: row.kind,
      title: row.title,
      document_no: row.documentNo ?? null,
      issued_on: row.issuedOn ?? null,
      from_on: row.from ?? null,
      to_on: row.to ?? null,
      local_rule_id: row.localRuleId ?? null,
      attachment_id: row.attachmentId ?? null,
      text: row.text ?? null,
      topics: row.topics ?? [],
      figures: JSON.stringify(row.figures ?? {}),
      assignments: JSON.stringify(row.assignments ?? []),
      filed_at: row.filedAt,
      filed_by: row.filedBy
    })
    .execute()
}

/** Whether a local rule on record is of this unit. */
export async function hasLocalRule(tx: Tx, unitCode: string, id: string): Promise<boolean> {
  const rule = tx.selectFrom('local_rule').select('id').where('id', '=', id).where('unit_code', '=', unitCode)
  return (await rule.executeTakeFirst()) !== undefined
}
