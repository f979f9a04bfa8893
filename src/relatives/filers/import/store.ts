import { sql } from 'kysely'
import type { Tx, Work } from '../../../platform/work/work.ts'
import type { FilerKind } from '../../vocabulary.ts'
import '../../tables.ts'

/** A line of an uploaded table of filers, with what is on file about it. */
export interface Entry {
  line: number
  unitCode: string
  kind: FilerKind
  since: string
  until: string | null
  /** Whether the person is in a post of this kind already, on file or by an earlier line. */
  isTwice: boolean
}

const time = (table: string) => sql`
  daterange(${sql.ref(`${table}.since`)}, greatest(coalesce(${sql.ref(`${table}.until`)}, 'infinity'),
    ${sql.ref(`${table}.since`)}))`

/** The lines of `filer_upload`. Times of a post are compared as the constraint `filer_twice` does. */
export async function entriesIn(tx: Tx): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select new.line, new.unit_code as "unitCode", new.kind, new.since, new.until,
      exists (
        select from filer where filer.identity_hash = new.identity_hash and filer.kind = new.kind
          and daterange(filer.since, filer.until) && ${time('new')}
      ) or exists (
        select from filer_upload as earlier where earlier.identity_hash = new.identity_hash
          and earlier.kind = new.kind and earlier.line < new.line and ${time('earlier')} && ${time('new')}
      ) as "isTwice"
    from filer_upload as new order by new.line`.execute(tx)
  return rows
}

interface Created extends Omit<Entry, 'line' | 'isTwice'> {
  id: string
  path: string
}

/** Why somebody is out of the post who was so before they were entered. */
const LEFT = '导入时已离任'

/** Enters the filers of `filer_upload`. */
export async function insertAll({ tx, now, actor }: Work): Promise<Created[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const ifLeft = (value: unknown) => sql`case when new.until is not null then ${value} end`
  const { rows } = await sql<Created>`
    insert into filer (id, unit_code, path, name, kind, post, identity_hash, identity_end, since, until,
      leave_reason, left_at, left_by, registered_at, registered_by)
    select uuid_v7(), new.unit_code, unit.path, new.name, new.kind, new.post, new.identity_hash,
      new.identity_end, new.since, coalesce(new.until, 'infinity'), ${ifLeft(LEFT)}, ${ifLeft(at)},
      ${ifLeft(actor.sub)}, ${at}, ${actor.sub}
    from filer_upload as new join unit on unit.code = new.unit_code
    order by new.line
    returning id, unit_code as "unitCode", path, kind, since, nullif(until, 'infinity') as until`.execute(tx)
  return rows
}
