import { inProvinceOf } from '../platform/access/province.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import './tables.ts'

export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const row = await db
    .selectFrom('disclosure')
    .innerJoin('unit', 'unit.code', 'disclosure.unit_code')
    .leftJoin('notice_board as board', 'board.id', 'disclosure.board_id')
    .leftJoin('fund_programme as programme', 'programme.id', 'disclosure.programme_id')
    .select([...item.select(viewer), ...details.select(viewer)])
    .select(['disclosure.path', 'disclosure.version'])
    .where('disclosure.id', '=', id)
    .where(inProvinceOf(actor, 'disclosure.path'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { path, ...shown } = row
  return {
    ...shown,
    actions: actionsOf(rules, { path, state: shown.state, postedOn: shown.postedOn }, actor, today)
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a disclosure for a step; undefined if the actor may not see it. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('disclosure')
    .select(columnsOf('disclosure', ['id', 'unitCode', 'path', 'state', 'content', 'channel', 'version']))
    .select(columnsOf('disclosure', ['postedOn', 'removedOn', 'endsOn', 'programmeId', 'period']))
    .where('id', '=', id)
    .where(inProvinceOf(actor, 'disclosure.path'))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>
