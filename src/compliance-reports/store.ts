import { sql } from 'kysely'
import { isBelow, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, item } from './fields.ts'
import type { Figures } from './figures/schema.ts'
import * as rules from './rules.ts'
import './tables.ts'

const standing = columnsOf('compliance_report', [
  'id',
  'unitCode',
  'path',
  'year',
  'asOf',
  'state',
  'version'
])

/** People of units below see published reports; all others are for the unit and the units above it. */
export function shown(actor: Pick<Actor, 'unitCode'>) {
  return sql<boolean>`(compliance_report.state = 'published' or ${isBelow(actor, 'compliance_report')})`
}

/** A report with the figures that the actor may see. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('compliance_report')
    .innerJoin('unit', 'unit.code', 'compliance_report.unit_code')
    .select([...standing, ...item.select(viewer), ...details.select(viewer)])
    .where('compliance_report.id', '=', id)
    .where(visible(actor, 'compliance-report', 'compliance_report'))
    .where(shown(actor))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a report of a unit within the actor's own. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('compliance_report')
    .select(standing)
    .where('id', '=', id)
    .where(visible(actor, 'compliance-report', 'compliance_report'))
    .where(isBelow(actor, 'compliance_report'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The rates of the published report of a year, in both readings; undefined without such a report. */
export async function ratesOf(tx: Tx, unitCode: string, year: number) {
  const { rows } = await sql<Record<'full' | 'open', Figures['sums']['rate']>>`
    select figures -> 'sums' ->> 'rate' as full, open_figures -> 'sums' ->> 'rate' as open
    from compliance_report
    where unit_code = ${unitCode} and year = ${year} and state = 'published'`.execute(tx)
  return rows[0]
}

/** The direct subordinates of a unit that exist on a day. */
export function subordinates(tx: Tx, code: string, on: string) {
  return tx
    .selectFrom('unit')
    .select(['code', 'name'])
    .where('parent_code', '=', code)
    .where(sql<boolean>`is_valid(valid_from, valid_to, ${on}::date)`)
    .orderBy('code')
    .execute()
}
