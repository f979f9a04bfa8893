import type { Actor } from '../../platform/auth/actor.ts'
import type { Tx } from '../../platform/work/work.ts'
import { isVisible } from '../visibility.ts'
import '../tables.ts'

/** An inspection that the actor may see: its target, and whether the target may know of it. */
export function inspectionOf(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('inspection')
    .select(['target_code as targetCode', 'is_told as isTold'])
    .where('id', '=', id)
    .where(isVisible(actor))
    .executeTakeFirst()
}
