import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Tx } from '../work/work.ts'

declare module '../database/connect.ts' {
  interface Tables {
    audit_line: {
      id: string
      at: string
      actor_sub: string
      actor_name: string
      actor_unit: string | null
      action: string
      subject_kind: string
      subject_id: string
      unit_code: string | null
      path: string | null
      request_id: string | null
      details: unknown
      mac: string
    }
    audit_seal: {
      number: string
      sealed_at: string
      lines: number
      key_id: string
      previous_hash: string
      hash: string
      lines_through: string | null
    }
    audit_sealed_line: { line_id: string; seal_number: string; position: number }
  }
}

export interface Seal {
  number: number
  sealedAt: string
  /** The same in UTC to the microsecond, as the hash covers it. */
  sealedExactly: string
  lines: number
  keyId: string
  previousHash: string
  hash: string
  /**
   * The latest time of a line sealed so far, to the microsecond; null in seals from before this column
   * existed.
   */
  linesThrough: string | null
}

/** A line as it is in the database now; null where it was deleted. */
export interface Standing {
  lineId: string
  sealNumber: number
  id: string | null
  at: string
  actorSub: string
  actorName: string
  actorUnit: string | null
  action: string
  subjectKind: string
  subjectId: string
  unitCode: string | null
  path: string | null
  requestId: string | null
  detailsText: string
  mac: string
}

export async function lastSeal(db: Db | Tx): Promise<Seal | undefined> {
  const [seal] = await seals(db, sql`true`, sql`number desc`, 1)
  return seal
}

/** Seals above `number`, in order. */
export function sealsAfter(db: Db, number: number, limit: number): Promise<Seal[]> {
  return seals(db, sql`number > ${number}`, sql`number`, limit)
}

export async function sealNumbered(db: Db | Tx, number: number): Promise<Seal | undefined> {
  const [seal] = await seals(db, sql`number = ${number}`, sql`number`, 1)
  return seal
}

async function seals(db: Db | Tx, which: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<Seal>`
    select number::float8 as number, sealed_at as "sealedAt", ${exactly('sealed_at')} as "sealedExactly",
      lines, key_id as "keyId", previous_hash as "previousHash", hash,
      ${exactly('lines_through')} as "linesThrough"
    from audit_seal where ${which} order by ${order} limit ${limit}`.execute(db)
  return rows
}

/** Writes a seal with its lines. */
export async function insertSeal(tx: Tx, seal: Seal, lineIds: string[]): Promise<void> {
  await sql`
    with sealed as (
      insert into audit_seal (number, sealed_at, lines, key_id, previous_hash, hash, lines_through)
      values (${seal.number}, ${seal.sealedAt}, ${seal.lines}, ${seal.keyId}, ${seal.previousHash},
        ${seal.hash}, ${seal.linesThrough})
    )
    insert into audit_sealed_line (line_id, seal_number, position)
    select id, ${seal.number}::bigint, n
    from unnest(${lineIds}::uuid[]) with ordinality as t (id, n)`.execute(tx)
}

/** The lines of some seals in the order in which they were sealed, each as it is in the database now. */
export async function standing(db: Db, from: number, to: number): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select s.line_id as "lineId", s.seal_number::float8 as "sealNumber", l.id, ${exactly('l.at')} as at,
      ${covered}
    from audit_sealed_line s left join audit_line l on l.id = s.line_id
    where s.seal_number between ${from} and ${to}
    order by s.seal_number, s.position`.execute(db)
  return rows
}

/** The oldest lines that wait for their seal, each as it is in the database now. */
export async function waitingLines(db: Db, limit: number): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select p.line_id as "lineId", 0 as "sealNumber", l.id, ${exactly('l.at')} as at,
      ${covered}
    from audit_pending p left join audit_line l on l.id = p.line_id
    order by p.line_id limit ${limit}`.execute(db)
  return rows
}

/**
 * The first line that no seal in the chain covers, and that is neither waiting nor refused: only an intruder
 * leaves such a line. With `from`: among the lines from that one on.
 */
export async function strays(db: Db, from?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select l.id from audit_line l
    left join audit_sealed_line s on s.line_id = l.id and s.seal_number > 0
    left join audit_seal a on a.number = s.seal_number
    left join audit_pending p on p.line_id = l.id
    left join audit_refused r on r.line_id = l.id
    where a.number is null and p.line_id is null and r.line_id is null
      ${from === undefined ? sql`` : sql`and l.id >= ${from}::uuid`}
    order by l.id limit 1`.execute(db)
  return rows.map((row) => row.id)
}

/** The line with the lowest id in the seals from `number` on. */
export async function firstLineSince(db: Db, number: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select line_id as id
    -- By the index of seals: for one line PostgreSQL would rather walk all lines in order of their ids.
    from (select line_id from audit_sealed_line where seal_number >= ${number} offset 0) as later
    order by line_id limit 1`.execute(db)
  return rows[0]?.id
}

/** Numbers of seals that have lines but do not exist. */
export async function lostSeals(db: Db): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select s.seal_number::float8 as number from audit_sealed_line s
    where s.position = 1 and not exists (select from audit_seal a where a.number = s.seal_number)
    order by 1 limit 1`.execute(db)
  return rows.map((row) => row.number)
}

/** Columns that the code of a line covers, except the time. */
const covered = sql`
  l.actor_sub as "actorSub", l.actor_name as "actorName", l.actor_unit as "actorUnit", l.action,
  l.subject_kind as "subjectKind", l.subject_id as "subjectId", l.unit_code as "unitCode", l.path,
  l.request_id as "requestId", l.details::text as "detailsText", l.mac`

/** An instant in UTC to the microsecond, as hashes cover it. */
export function exactly(column: string): RawBuilder<string> {
  return sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}
