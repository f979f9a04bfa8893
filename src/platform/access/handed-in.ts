import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import { disclosed } from './scope.ts'

/**
 * Whether the account of a system handed a record in, in its unit or in one that its unit replaced, and the
 * record is not hidden from that unit. For tables with `handed_in_by`, `source_unit_code` and `hidden_from`.
 * It holds wherever the record is now, and never for people: they have no account of a system.
 */
export function handedIn(actor: Pick<Actor, 'unitCode' | 'sub'>, table: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql<boolean>`(${column('handed_in_by')} = ${actor.sub}
    and ${column('source_unit_code')} = any((select unit_origins(${actor.unitCode}))::text[])
    and ${disclosed(actor, table)})`
}
