import { type RawBuilder, sql } from 'kysely'
import type { Subtree } from '../access/scope.ts'
import type { Db } from '../database/connect.ts'

/** An event in its place. */
export interface Row {
  position: number
  id: string
  type: string
  at: string
  subjectKind: string
  subjectId: string
  unitCode: string | null
  data: Record<string, unknown>
  /** Whether it was recorded under the unit of the reader, or under one below it. */
  isOwn: boolean
  /** Whether it was recorded within the unit asked for. */
  isAsked: boolean
}

export interface Wanted {
  types: readonly string[] | undefined
  /** The unit of the reader with all units below it. */
  own: Subtree
  /** The units asked for with `within`. */
  asked: Subtree | undefined
}

/**
 * The next events after a position, up to another one: `limit` of the order, or of the types asked for.
 * Whoever may see them is decided afterwards, so that one statement reads no more than `limit` rows however
 * few of them the reader sees.
 */
export async function nextRows(
  db: Db,
  { types, own, asked }: Wanted,
  { after, through, limit }: { after: number; through: number; limit: number }
): Promise<Row[]> {
  const range = sql`position > ${after}::bigint and position <= ${through}::bigint`
  const { rows } = await sql<Row>`
    select event.position::float8 as position, event.id, event.type, event.at,
      event.subject_kind as "subjectKind", event.subject_id as "subjectId", event.unit_code as "unitCode",
      event.data, ${isWithin(own)} as "isOwn",
      ${asked === undefined ? sql`true` : isWithin(asked)} as "isAsked"
    from (${types === undefined ? inOrder(range, limit) : ofTypes(types, range, limit)}) as event
    cross join lateral (select string_to_array(unit_path(event.unit_code), '.') as path) as place
    order by event.position`.execute(db)
  return rows
}

/** Whether the unit of an event is in a subtree, as the tree stands now. */
function isWithin({ code, depth, codes }: Subtree): RawBuilder<boolean> {
  if (depth === 0) return sql<boolean>`true`
  if (codes !== undefined) return sql<boolean>`coalesce(event.unit_code = any(${codes}::text[]), false)`
  return sql<boolean>`coalesce(${code} = any(place.path), false)`
}

function inOrder(range: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  return sql`select * from outbox_event where ${range} order by position limit ${limit}`
}

/** Each type by itself, because an index gives only one type in the order of the positions. */
function ofTypes(types: readonly string[], range: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  return sql`
    select one.* from unnest(${types}::text[]) as wanted (type) cross join lateral (
      select * from outbox_event where outbox_event.type = wanted.type and ${range}
      order by position limit ${limit}
    ) as one
    order by one.position limit ${limit}`
}
