import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { prepared, type Reader, written } from '../../platform/database/prepared.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'

/** The units that a report accuses, and from which it is hidden, as columns of a select. */
export const accusedUnits = sql<string[]>`coalesce(petition_case.accused_unit_codes, '{}')`
export const hiddenFrom = sql<string[]>`coalesce(petition_case.hidden_from, '{}')`
/** A set as its column keeps it: null if it is empty. */
export function setOf(codes: readonly string[]): string[] | null {
  return codes.length === 0 ? null : [...codes]
}

/** The short form of the accused units, if there is exactly one. */
export const accusedUnit = sql<string | null>`
  case when cardinality(petition_case.accused_unit_codes) = 1 then petition_case.accused_unit_codes[1] end`

/**
 * The units among `codes` that may not see a report hidden from the units in `hiddenFrom`: these units, their
 * successors and all units below. Only the database function `is_barred` decides this.
 */
export async function barredAmong(
  db: Db | Tx,
  codes: readonly string[],
  hiddenFrom: readonly string[]
): Promise<string[]> {
  if (hiddenFrom.length === 0) return []
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${codes}::text[]) as code
    where is_barred(code, ${hiddenFrom}::text[])`.execute(db)
  return rows.map(({ code }) => code)
}

/** The units with a name that may not see a report hidden from the units in `hiddenFrom`. */
export async function barredNamed(tx: Tx, name: string, hiddenFrom: readonly string[]): Promise<string[]> {
  if (hiddenFrom.length === 0) return []
  const { rows } = await sql<{ code: string }>`
    select code from unit where name = ${name} and is_barred(code, ${hiddenFrom}::text[])`.execute(tx)
  return rows.map(({ code }) => code)
}

/** What an accusal would mean for a report at a unit. */
export interface Prospect {
  /** Codes that name no unit of the province. */
  unknown: string[]
  /** The units from the root down to the unit of the report that may not see it. */
  barred: string[]
}

/**
 * Looks up, for a report at the unit with `path`, the units to be accused (`codes`) and the units from which
 * it will be hidden (`hiddenFrom`).
 */
export async function prospect(
  db: Reader,
  asked: { codes: readonly string[]; hiddenFrom: readonly string[]; path: string }
): Promise<Prospect> {
  return (await prospects(db, asked))[0] as Prospect
}

const prospects = prepared(['codes', 'hiddenFrom', 'path'], (_, { codes, hiddenFrom, path }) =>
  written(sql<Prospect>`
    select
      array(select code from unnest(${codes}::text[]) as one (code)
        where not exists (
          select from unit where unit.code = one.code and within_1 = split_part(${path}, '.', 1))) as unknown,
      array(select code from unnest(string_to_array(${path}, '.')) as one (code)
        where is_barred(code, ${hiddenFrom}::text[])) as barred`)
)

/** Adds accused units. If a unit was removed before, the person who adds it now counts as its accuser. */
export async function insertAccusals(
  tx: Tx,
  caseId: string,
  codes: readonly string[],
  by: string,
  at: Date
): Promise<void> {
  await sql`
    insert into case_accusal (case_id, unit_code, accused_by, accused_at)
    select ${caseId}::uuid, code, ${by}, ${at.toISOString()}::timestamptz
    from unnest(${codes}::text[]) as code
    on conflict on constraint case_accusal_pkey do update
    set accused_by = excluded.accused_by, accused_at = excluded.accused_at, withdrawn_by = null,
      withdrawn_at = null`.execute(tx)
}

/** The person who named an accused unit. */
export async function accuserOf(tx: Tx, caseId: string, unitCode: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('case_accusal')
    .select('accused_by')
    .where('case_id', '=', caseId)
    .where('unit_code', '=', unitCode)
    .executeTakeFirst()
  return row?.accused_by
}

/** Marks an accused unit as removed. The row stays, and so does the secrecy. */
export async function withdraw(
  tx: Tx,
  caseId: string,
  unitCode: string,
  by: string,
  at: Date
): Promise<void> {
  await tx
    .updateTable('case_accusal')
    .set({ withdrawn_by: by, withdrawn_at: at.toISOString() })
    .where('case_id', '=', caseId)
    .where('unit_code', '=', unitCode)
    .execute()
}
