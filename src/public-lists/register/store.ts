import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { FEWEST, type Protection } from './schema.ts'
import '../tables.ts'

/** A protected recipient as it is kept. */
export interface Entry {
  key: Buffer
  identity: Buffer | null
  until: string | null
}

/** What is told of the register of a unit. */
export async function find(db: Db | Tx, unitCode: string): Promise<Protection & { version: number }> {
  const row = await db
    .selectFrom('protected_register')
    .select(['lines', 'uploaded_at', 'version'])
    .where('unit_code', '=', unitCode)
    .executeTakeFirst()
  if (row === undefined) return { unitCode, lines: null, uploadedAt: null, version: 0 }
  const { lines, uploaded_at: uploadedAt, version } = row
  return { unitCode, lines: lines < FEWEST ? '<5' : lines, uploadedAt, version }
}

/** How many lines the register has; undefined where there is none. Locks it. */
export async function standing(
  tx: Tx,
  unitCode: string
): Promise<{ lines: number; version: number } | undefined> {
  return tx
    .selectFrom('protected_register')
    .select(['lines', 'version'])
    .where('unit_code', '=', unitCode)
    .forUpdate()
    .executeTakeFirst()
}

const AT_ONCE = 5000

/** Puts a register in place of the one before. */
export async function replace(
  { tx, now, actor }: Work,
  unit: { code: string; path: string },
  entries: readonly Entry[]
): Promise<void> {
  await tx.deleteFrom('protected_recipient').where('unit_code', '=', unit.code).execute()
  await sql`
    insert into protected_register (unit_code, path, lines, uploaded_at, uploaded_by)
    values (${unit.code}, ${unit.path}, ${entries.length}, ${now.toISOString()}, ${actor.sub})
    on conflict on constraint protected_register_pkey do update
    set path = excluded.path, lines = excluded.lines, uploaded_at = excluded.uploaded_at,
      uploaded_by = excluded.uploaded_by, version = protected_register.version + 1`.execute(tx)
  // In the order of the hashes: the place of a row says nothing about its line in the file.
  const sorted = entries.toSorted((a, b) => Buffer.compare(a.key, b.key))
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    const some = sorted.slice(from, from + AT_ONCE)
    const [keys, identities] = [some.map(({ key }) => key), some.map(({ identity }) => identity)]
    const until = some.map((one) => one.until)
    await sql`
      insert into protected_recipient (unit_code, recipient_hash, identity_hash, until)
      select ${unit.code}, one.*
      from unnest(${keys}::bytea[], ${identities}::bytea[], ${until}::date[]) as one`.execute(tx)
  }
}

/**
 * The units whose registers count for a unit: its own, or those of the ended units for which it acts until it
 * has one. Nobody loses protection because a county was merged. A unit below a county has none: people there
 * must not learn who is in the register.
 */
export async function registersOf(tx: Tx, unitCode: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select protected_register.unit_code as code
    from protected_register join unit on unit.code = protected_register.unit_code
    where unit.code = ${unitCode} or unit.acting_code = ${unitCode}`.execute(tx)
  const codes = rows.map(({ code }) => code)
  return codes.includes(unitCode) ? [unitCode] : codes
}
