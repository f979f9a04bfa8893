import { type RawBuilder, sql } from 'kysely'
import { may, type Permission } from '../platform/access/permissions.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { CauseKind } from './vocabulary.ts'

/** A kind of record that may be a cause or a consequence, as the room that holds it describes it. */
export interface Citable {
  /** Only callers with this permission see records of the kind. */
  permission: Permission
  /**
   * The records that the actor may see, as `select id, unit_code, "on", state, summary`: uuid, text, date,
   * text and text. Plain columns of plain joins, so that a record is found by its id.
   */
  seen(actor: Actor): RawBuilder<unknown>
}

export type Citables = Readonly<Partial<Record<CauseKind, Citable>>>

/** All that the actor may see of all kinds, as `kind, id, unit_code, "on", state, summary`. */
export function seenBy(citables: Citables, actor: Actor): RawBuilder<unknown> {
  const parts = Object.entries(citables)
    .flatMap(([kind, citable]) => (citable === undefined ? [] : [[kind, citable] as const]))
    .filter(([, { permission }]) => may(actor, permission))
    .map(
      ([kind, { seen }]) => sql`
        select ${sql.lit(kind)}::text as kind, id, unit_code, "on", state, summary
        from (${seen(actor)}) as ${sql.ref(`seen_${kind.replaceAll('-', '_')}`)}`
    )
  return parts.length === 0 ? nothing : sql`${sql.join(parts, sql` union all `)}`
}

const nothing = sql`
  select ''::text as kind, null::uuid as id, ''::text as unit_code, null::date as "on", ''::text as state,
    ''::text as summary
  where false`
