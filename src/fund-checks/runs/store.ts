import { type RawBuilder, sql } from 'kysely'
import { columnsNamed, month } from '../../funds/index.ts'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { tallies } from '../store.ts'
import { isUnchecked } from './gather.ts'
import type { Setting } from './rules.ts'
import type { MissingQuery, Run, RunQuery, Schedule, ScheduleChange } from './schema.ts'
import '../tables.ts'

export type Versioned = Run & { version: number }

function runs(db: Db | Tx) {
  return db
    .selectFrom('fund_run')
    .innerJoin('unit', 'unit.code', 'fund_run.unit_code')
    .select(['fund_run.id', 'fund_run.unit_code as unitCode', 'unit.name as unitName'])
    .select([month('fund_run.period').as('period'), 'checked', 'with_exceptions as withExceptions'])
    .select(['exceptions', 'missing', 'checked_at as checkedAt', 'checked_by as checkedBy'])
}

export const columns = ['id', 'unitCode', 'unitName', 'period', 'checked', 'withExceptions']
  .concat('exceptions', 'missing', 'checkedAt', 'checkedBy')
  .map((name) => ({ name }))

export function find(db: Db | Tx, actor: Actor, id: string): Promise<Versioned | undefined> {
  return runs(db)
    .select('fund_run.version')
    .where('fund_run.id', '=', id)
    .where(visible(actor, 'fund', 'fund_run'))
    .executeTakeFirst()
}

const order = [['fund_run.id', 'uuid']] as const

/** Runs within a subtree, the latest first. */
export function list(db: Db, tree: Subtree, query: RunQuery) {
  return runs(db)
    .where(chosen(tree, query))
    .where(after(query.cursor, order, true))
    .orderBy('fund_run.id', 'desc')
}

export function count(db: Db, tree: Subtree, query: RunQuery): Promise<{ total: number }> {
  return db
    .selectFrom('fund_run')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(tree, query))
    .executeTakeFirstOrThrow()
}

function chosen(tree: Subtree, { period }: RunQuery): RawBuilder<boolean> {
  const inTree = inSubtree(tree, { table: 'fund_run', unit: 'unit_code' })
  return period === undefined
    ? inTree
    : sql<boolean>`(${inTree} and fund_run.period = ${`${period}-01`}::date)`
}

const missingOrder = [['missing.position', 'integer']] as const

/** The batches that a run missed, by unit. */
export function missing(db: Db, runId: string, { cursor }: MissingQuery) {
  return db
    .selectFrom('fund_run_missing as missing')
    .innerJoin('unit', 'unit.code', 'missing.unit_code')
    .innerJoin('fund_programme as programme', 'programme.id', 'missing.programme_id')
    .select(['missing.unit_code as unitCode', 'unit.name as unitName', 'programme.code as programme'])
    .select('programme.name as programmeName')
    .select(['missing.disbursement_id as disbursementId', 'missing.reason', 'missing.position'])
    .where('missing.run_id', '=', runId)
    .where(after(cursor, missingOrder))
    .orderBy('missing.position')
}

export const missingColumns = columnsNamed('unitCode unitName programme programmeName disbursementId reason')

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
  const { id, unitCode, path, period, checked, withExceptions, exceptions, missing } = run
  await tx
    .insertInto('fund_run')
    .values({
      ...{ id, unit_code: unitCode, path, period, checked, with_exceptions: withExceptions, exceptions },
      ...{ missing, checked_on: today, checked_at: now.toISOString(), checked_by: actor.sub }
    })
    .execute()
}

/** What came out of the checks of a run. */
export function checksOf(tx: Tx, runId: string) {
  return tx
    .selectFrom('fund_check')
    .select(['id', 'unit_code as unitCode', 'path', 'disbursement_id as disbursementId'])
    .select([tallies.as('exceptions'), 'content_hash as contentHash'])
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute()
}

/** How it stands; off where nobody has said anything. */
export async function schedule(db: Db | Tx, unitCode: string): Promise<Schedule & { version: number }> {
  const found = await db
    .selectFrom('fund_schedule')
    .select(['unit_code as unitCode', 'is_on as isOn', 'day_of_month as dayOfMonth', 'version'])
    .select(sql<string | null>`to_char(last_period, 'YYYY-MM')`.as('lastPeriod'))
    .where('unit_code', '=', unitCode)
    .executeTakeFirst()
  return found ?? { unitCode, isOn: false, dayOfMonth: 11, lastPeriod: null, version: 0 }
}

/** Sets it; two at once wait for each other. */
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

/** A schedule that is at nobody else's hand. */
export function takeSchedule(tx: Tx, unitCode: string): Promise<Setting | undefined> {
  return tx
    .selectFrom('fund_schedule')
    .select(['is_on as isOn', 'day_of_month as dayOfMonth', 'last_period as lastPeriod'])
    .select('asked_on as askedOn')
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
 * Months before `until` with batches that are due and that no run of the unit has checked, though they fell
 * due since the month that was checked last began. As `YYYY-MM`.
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

/** From now on the month counts as checked; one that ended late undoes nothing. */
export async function markChecked(tx: Tx, unitCode: string, period: string): Promise<void> {
  await tx
    .updateTable('fund_schedule')
    .set({ last_period: sql<string>`greatest(last_period, ${period}::date)` })
    .set({ version: sql<number>`version + 1` })
    .where('unit_code', '=', unitCode)
    .execute()
}
