import { type RawBuilder, sql } from 'kysely'
import { handedIn } from '../../platform/access/handed-in.ts'
import { isOfSystem } from '../../platform/access/permissions.ts'
import { disclosed, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db, Tx } from '../../platform/database/connect.ts'
import { hasSource, type Source } from '../../platform/http/sources.ts'
import { wire as termOnWire, termsOf } from '../../terms/index.ts'
import { item } from './fields.ts'
import '../tables.ts'

/** A case that the system of the actor handed in, with its terms; undefined where it did not. */
export async function find(db: Db, actor: Actor, id: string, today: string) {
  const row = await db
    .selectFrom('petition_case')
    .select(item.select({ ...actor, today }))
    .select('version')
    .where('id', '=', id)
    .where(handedIn(actor, 'petition_case'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const terms = (await termsOf(db, 'case', [id])).get(id) ?? []
  return { ...row, terms: terms.map((term) => termOnWire(term, today)) }
}

/** What the actor sees of the cases: those of their unit, or those that their system handed in. */
function seenBy(actor: Actor): RawBuilder<boolean> {
  if (isOfSystem(actor)) return handedIn(actor, 'petition_case')
  return sql<boolean>`(${visible(actor, 'case', 'petition_case')} and ${disclosed(actor, 'petition_case')})`
}

/** The case that was entered with a source, if the actor sees it. */
export async function withSource(db: Db | Tx, actor: Actor, source: Source): Promise<string | undefined> {
  const found = await db
    .selectFrom('petition_case')
    .select('id')
    .where(hasSource('petition_case', actor.unitCode, source))
    .where(seenBy(actor))
    .executeTakeFirst()
  return found?.id
}

/** Whether the system of the actor handed in a case. */
export async function isHandedIn(db: Db | Tx, actor: Actor, id: string): Promise<boolean> {
  const found = await db
    .selectFrom('petition_case')
    .select('id')
    .where('id', '=', id)
    .where(handedIn(actor, 'petition_case'))
    .executeTakeFirst()
  return found !== undefined
}
