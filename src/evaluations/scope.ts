import { sql } from 'kysely'
import { placeOf, subtree } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Scope } from '../platform/http/lists/description.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { seenBy } from './visibility.ts'

const scope = 'evaluation'

/** Evaluations by units of a subtree, or about one unit. */
export async function scopeOf(
  db: Db,
  actor: Actor,
  { within, targetCode }: { within?: string; targetCode?: string }
): Promise<Scope> {
  if (targetCode === undefined) {
    const tree = await subtree(db, actor, scope, within)
    return inTrees([tree], { table: 'evaluation', unit: 'unit_code' }, seenBy)
  }
  await placeOf(db, actor, scope, targetCode, '?targetCode')
  return {
    values: { targetCode },
    shape: 'target',
    where: (given, viewer) => sql<boolean>`(exists (
      select from evaluation_target as about
      where about.evaluation_id = evaluation.id and about.unit_code = ${given.targetCode})
      and ${seenBy(viewer)})`
  }
}
