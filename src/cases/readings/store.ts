import { type RawBuilder, sql } from 'kysely'
import { disclosed, inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import '../tables.ts'
import type { WayOfReading } from '../labels.ts'
import type { Reading, ReadingQuery } from './schema.ts'

const order = [
  ['report_reading.read_at', 'instant'],
  ['report_reading.id', 'uuid']
] as const

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

/**
 * The lines that the actor may read: of reports handled below the actor's unit, or at it if it is the unit at
 * the top. Lines of reports that are hidden from the actor are left out.
 */
function matching(db: Db, actor: Actor, tree: Subtree, { caseId, reader, from, to }: ReadingQuery) {
  return db
    .selectFrom('report_reading')
    .innerJoin('petition_case', 'petition_case.id', 'report_reading.case_id')
    .where(inSubtree(tree, { table: 'petition_case', unit: 'unit_code' }))
    .where(
      sql<boolean>`(petition_case.unit_code <> ${actor.unitCode} or petition_case.path = ${actor.unitCode})`
    )
    .where(disclosed(actor, 'petition_case'))
    .$if(caseId !== undefined, (q) => q.where('report_reading.case_id', '=', caseId as string))
    .$if(reader !== undefined, (q) => q.where('report_reading.sub', '=', reader as string))
    .$if(from !== undefined, (q) => q.where('read_at', '>=', sql<string>`${from}::date::timestamptz`))
    .$if(to !== undefined, (q) => q.where('read_at', '<', sql<string>`(${to}::date + 1)::timestamptz`))
}

/** The lines, the latest first. */
export function list(db: Db, actor: Actor, tree: Subtree, query: ReadingQuery) {
  return matching(db, actor, tree, query)
    .select([
      'report_reading.id',
      'report_reading.case_id as caseId',
      'petition_case.number as caseNumber',
      'petition_case.unit_code as unitCode',
      'report_reading.sub as readerSub',
      'report_reading.name as readerName',
      'report_reading.unit_code as readerUnitCode',
      'report_reading.read_at as readAt',
      'report_reading.way'
    ])
    .where(after(query.cursor, order, true))
    .orderBy('report_reading.read_at', 'desc')
    .orderBy('report_reading.id', 'desc')
}

export function count(db: Db, actor: Actor, tree: Subtree, query: ReadingQuery): Promise<{ total: number }> {
  return matching(db, actor, tree, query)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
}

export const columns = Object.keys({
  id: 0,
  caseId: 0,
  caseNumber: 0,
  unitCode: 0,
  readerSub: 0,
  readerName: 0,
  readerUnitCode: 0,
  readAt: 0,
  way: 0
} satisfies Record<keyof Reading, 0>).map((name) => ({ name }))
