import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import '../tables.ts'

/** People who can see a fund check may hand over a clue from it, about the unit whose money was checked. */
export const clueSource = {
  permission: 'funds:read',
  missing: () => refuse('fund-check-not-found'),
  find: (db: Db | Tx, actor: Actor, id: string) =>
    db
      .selectFrom('fund_check')
      .select(['unit_code as unitCode', 'version'])
      .where('id', '=', id)
      .where(visible(actor, 'fund', 'fund_check'))
      .executeTakeFirst()
} as const
