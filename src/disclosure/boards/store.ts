import { sql } from 'kysely'
import { inProvinceOf } from '../../platform/access/province.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx } from '../../platform/work/work.ts'
import { item } from './fields.ts'
import * as rules from './rules.ts'
import '../tables.ts'

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const row = await db
    .selectFrom('notice_board')
    .innerJoin('unit', 'unit.code', 'notice_board.unit_code')
    .select(item.select({ ...actor, today }))
    .select(['notice_board.path', 'notice_board.version'])
    .where('notice_board.id', '=', id)
    .where(inProvinceOf(actor, 'notice_board.path'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { path, ...shown } = row
  return { ...shown, actions: actionsOf(rules, { path }, actor, today) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('notice_board')
    .select(columnsOf('notice_board', ['id', 'unitCode', 'path', 'place', 'since', 'until', 'version']))
    .where('id', '=', id)
    .where(inProvinceOf(actor, 'notice_board.path'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** A board on which something is to be posted. Its days cannot change until the transaction ends. */
export function boardFor(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('notice_board')
    .innerJoin('unit', 'unit.code', 'notice_board.unit_code')
    .select(columnsOf('notice_board', ['unitCode', 'path', 'since', 'until']))
    .select('unit.level')
    .where('notice_board.id', '=', id)
    .where(inProvinceOf(actor, 'notice_board.path'))
    .forShare('notice_board')
    .executeTakeFirst()
}

/** Whether something was shown on a board before its first day, or is from its last day on. */
export async function isUsedOutside(
  tx: Tx,
  id: string,
  { since, until }: { since: string; until: string | null }
): Promise<boolean> {
  const { rows } = await sql`
    select from disclosure
    where board_id = ${id} and (posted_on < ${since}::date
      or coalesce(least(removed_on, withdrawn_on), 'infinity') > ${until}::date)
    limit 1`.execute(tx)
  return rows.length > 0
}
