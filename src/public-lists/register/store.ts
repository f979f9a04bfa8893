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

/** The registers by which the people of a county are protected, by the codes of their units. */
export interface Registers {
  /** They count for every line. */
  own: readonly string[]
  /** They count for an identity number, and for the villages that came from there. */
  former: readonly string[]
}

/**
 * The registers that count for a county: its own and those of the ended counties for which it acts, together;
 * and those of counties that its villages have left. Nobody loses protection because the tree changed. A unit
 * that is no county has none: people there must not learn who is in a register.
 */
export async function registersOf(tx: Tx, unitCode: string): Promise<Registers> {
  const { rows } = await sql<{ code: string; isOwn: boolean }>`
    select ended.code, true as "isOwn"
    from unit join unit as ended on ended.code = unit.code or ended.acting_code = unit.code
    join protected_register on protected_register.unit_code = ended.code
    where unit.code = ${unitCode} and unit.level = 'county'
    union
    select moved.register_code, false
    from unit join unit as village on unit.code = any(string_to_array(village.path, '.'))
    join protected_moved as moved on moved.unit_code = village.code
    where unit.code = ${unitCode} and unit.level = 'county'`.execute(tx)
  const codes = (isOwn: boolean) => rows.filter((row) => row.isOwn === isOwn).map(({ code }) => code)
  return { own: codes(true), former: codes(false) }
}
