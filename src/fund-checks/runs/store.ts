import { sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { tallies } from '../fields.ts'
import * as fields from './fields.ts'
import { isUnchecked } from './gather.ts'
import type { Setting } from './rules.ts'
import type { Schedule, ScheduleChange } from './schema.ts'
import '../tables.ts'

/** A run; undefined if the actor may not see it. */
export function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  return db
    .selectFrom('fund_run')
    .innerJoin('unit', 'unit.code', 'fund_run.unit_code')
    .select(fields.run.select({ ...actor, today }))
    .select('fund_run.version')
    .where('fund_run.id', '=', id)
    .where(visible(actor, 'fund', 'fund_run'))
    .executeTakeFirst()
}

export interface NewRow {
  id: string
  unitCode: string
  path: string
  period: string
  checked: number
  withExceptions: number
  exceptions: number
  missing: number
}

export async function insert({ tx, now, today, actor }: Work, run: NewRow): Promise<void> {
  const { unitCode, withExceptions, ...row } = run
  await tx
    .insertInto('fund_run')
    .values({
      ...row,
      unit_code: unitCode,
      with_exceptions: withExceptions,
      checked_on: today,
      checked_at: now.toISOString(),
      checked_by: actor.sub
    })
    .execute()
}

/** The results of the checks of a run. */
export function checksOf(tx: Tx, runId: string) {
  return tx
    .selectFrom('fund_check')
    .select(columnsOf('fund_check', ['id', 'unitCode', 'path', 'disbursementId', 'contentHash']))
    .select(tallies.as('exceptions'))
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute()
}

/** The schedule of a province; off if it was never set. */
export async function schedule(
  { db, actor, today }: { db: Db | Tx; actor: Actor; today: string },
  unitCode: string
): Promise<Schedule & { version: number }> {
  const found = await db
    .selectFrom('fund_schedule')
    .select(fields.schedule.select({ ...actor, today }))
    .select('version')
    .where('unit_code', '=', unitCode)
    .executeTakeFirst()
  return found ?? { unitCode, isOn: false, dayOfMonth: 11, lastPeriod: null, version: 0 }
}

/** Sets a schedule. Two at once wait for each other. */
export async function putSchedule(tx: Tx, unitCode: string, change: ScheduleChange): Promise<void> {
  const set = { is_on: change.isOn, day_of_month: change.dayOfMonth }
  await tx
    .insertInto('fund_schedule')
    .values({ unit_code: unitCode, ...set })
    .onConflict((conflict) =>
      conflict
        .constraint('fund_schedule_pkey')
        .doUpdateSet({ ...set, version: sql<number>`fund_schedule.version + 1` })
    )
    .execute()
}

/** The schedules that are on. */
export function schedulesOn(db: Db): Promise<{ unitCode: string }[]> {
  return db.selectFrom('fund_schedule').select('unit_code as unitCode').where('is_on', '=', true).execute()
}

/** Locks a schedule, unless another instance has locked it. */
export function takeSchedule(tx: Tx, unitCode: string): Promise<Setting | undefined> {
  return tx
    .selectFrom('fund_schedule')
    .select(columnsOf('fund_schedule', ['isOn', 'dayOfMonth', 'lastPeriod', 'askedOn']))
    .where('unit_code', '=', unitCode)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

/** Notes that a run was queued. */
export async function markAsked(tx: Tx, unitCode: string, today: string): Promise<void> {
  await tx.updateTable('fund_schedule').set({ asked_on: today }).where('unit_code', '=', unitCode).execute()
}

/**
 * Months before `until` with due batches that no run of the unit has checked, if these fell due since the
 * first day of the month that was checked last. As `YYYY-MM`.
 */
export async function monthsLeft(
  tx: Tx,
  tree: Subtree,
  { since, until, today }: { since: string; until: string; today: string }
): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select to_char(period, 'YYYY-MM') as month
    from (
      select distinct period from disbursement
      where due_on >= ${since}::date and due_on < ${today}::date and period < ${until}::date
        and ${inSubtree(tree, { table: 'disbursement', unit: 'unit_code' })} and ${isUnchecked(tree.code)}
    ) as left_over
    where not fund_month_archived(period) order by period`.execute(tx)
  return rows.map(({ month }) => month)
}

/** Notes that a month was checked. A run that ends late does not set the schedule back. */
export async function markChecked(tx: Tx, unitCode: string, period: string): Promise<void> {
  await tx
    .updateTable('fund_schedule')
    .set({ last_period: sql<string>`greatest(last_period, ${period}::date)` })
    .set({ version: sql<number>`version + 1` })
    .where('unit_code', '=', unitCode)
    .execute()
}
