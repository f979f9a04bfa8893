import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'

export const checks = sql`
  relative_check join fund_programme as programme on programme.id = relative_check.programme_id`

/** All tables that the fields of a check name. */
export const checkShown = sql`${checks} join unit as target on target.code = relative_check.target_code`

/** A check; undefined if the actor may not see it. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('relative_check')
    .innerJoin('fund_programme as programme', 'programme.id', 'relative_check.programme_id')
    .innerJoin('unit as target', 'target.code', 'relative_check.target_code')
    .select([...item.select(viewer), ...details.select(viewer), 'relative_check.version'])
    .where('relative_check.id', '=', id)
    .where(visible(actor, 'relative-check', 'relative_check'))
    .executeTakeFirst()
  return row && { ...row, actions: actionsOf(rules, row, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** The number of lines that a check reads: of rosters and files of members. */
export async function linesToRead(
  tx: Tx,
  { programmeId, period, targetPath }: { programmeId: string; period: string; targetPath: string }
): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    select coalesce(sum(fund_upload.lines + coalesce(household_file.lines, 0)), 0)::int as lines
    from disbursement as batch
    join fund_upload on fund_upload.id = batch.roster_upload_id
    left join household_file on household_file.disbursement_id = batch.id
    where batch.programme_id = ${programmeId}::uuid and batch.period = ${period}::date
      and (batch.path = ${targetPath} or batch.path like ${targetPath} || '.%'
        or ${targetPath} like batch.path || '.%')`.execute(tx)
  return rows[0]?.lines ?? 0
}
