import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import { seenBy } from '../store.ts'
import { refuse } from '../vocabulary.ts'
import '../tables.ts'

/** A caller who may see a finding may hand over a clue that arose from it. The clue concerns the target. */
export const clueSource = {
  permission: 'findings:read',
  missing: () => refuse('finding-not-found'),
  find: (db: Db | Tx, actor: Actor, id: string) =>
    db
      .selectFrom('finding')
      .select(['target_code as unitCode', 'version'])
      .where('id', '=', id)
      .where(seenBy(actor))
      .executeTakeFirst()
} as const
