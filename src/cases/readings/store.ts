import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import '../tables.ts'
import type { WayOfReading } from '../labels.ts'

/** The reader, the time and the way of a reading. */
export interface Reader {
  actor: Actor
  now: Date
  way: WayOfReading
}

/**
 * Writes a line for each report among some cases. It does not wait for the disk, so that pages of cases stay
 * fast; a crash of PostgreSQL loses the lines of the last second.
 */
export async function note(db: Db, reader: Reader, cases: RawBuilder<unknown>): Promise<void> {
  const { actor, now, way } = reader
  await sql`
    insert into report_reading (case_id, sub, name, unit_code, read_at, way)
    select read.id, ${actor.sub}, ${actor.name}, ${actor.unitCode}, ${now.toISOString()}::timestamptz, ${way}
    from (${cases}) as read, (select set_config('synchronous_commit', 'off', true)) as quick`.execute(db)
}
