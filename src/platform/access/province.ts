import { type RawBuilder, sql } from 'kysely'
import { type Actor, OPERATOR } from '../auth/actor.ts'
import type { Reader } from '../database/prepared.ts'
import { refuse } from '../errors/wordings.ts'
import { ancestorsOf, standingOf } from './ancestors.ts'
import { type Subtree, subtree } from './scope.ts'

/** Whether a record that its province may read belongs to the caller's. `path`: the column with its place. */
export function inProvinceOf({ unitCode }: Pick<Actor, 'unitCode'>, path: string): RawBuilder<boolean> {
  if (unitCode === OPERATOR) return sql<boolean>`true`
  return sql<boolean>`(
    split_part(${sql.ref(path)}, '.', 1) = split_part(unit_path(${unitCode}), '.', 1))`
}

/**
 * The subtree of a list of such records: any unit of the caller's province may be named.
 *
 * @throws not-found
 */
export async function provinceTree(db: Reader, actor: Actor, within?: string): Promise<Subtree> {
  if (actor.unitCode === OPERATOR || within === undefined) return subtree(db, actor, 'unit', within)
  const [own, { ancestors, codes }] = await Promise.all([
    ancestorsOf(db, actor.unitCode),
    standingOf(db, within)
  ])
  if (own[0] === undefined || own[0] !== ancestors[0]) throw refuse('not-found', { pointer: '?within' })
  return { code: within, depth: ancestors.length, codes }
}
