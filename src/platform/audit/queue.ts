import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Tx } from '../work/work.ts'
import { exactly } from './store.ts'

// Lines that wait for their seal, and those that the sealer refused.

declare module '../database/connect.ts' {
  interface Tables {
    audit_pending: { line_id: string }
    audit_refused: { line_id: string; refused_at: string; reason: Refused['reason'] }
  }
}

/** A line in the queue, with the values that decide whether it is sealed. */
export interface Waiting {
  id: string
  /** Null where the line itself is gone. */
  mac: string | null
  at: string | null
  isSealed: boolean
}

/** A line that is not sealed although it waits. */
export interface Refused {
  id: string
  reason: 'line-too-old' | 'line-missing'
}

/** The places in the queue that wait longest. */
export async function waiting(tx: Tx, limit: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select p.line_id as id, l.mac, ${exactly('l.at')} as at, s.line_id is not null as "isSealed"
    from (select line_id from audit_pending order by line_id limit ${limit}) as p
    left join audit_line l on l.id = p.line_id
    left join audit_sealed_line s on s.line_id = p.line_id
    order by p.line_id`.execute(tx)
  return rows
}

/** Removes lines from the queue, and stores which of them were refused. */
export async function leave(tx: Tx, lineIds: string[], refused: Refused[], now: Date): Promise<void> {
  await sql`delete from audit_pending where line_id = any(${lineIds}::uuid[])`.execute(tx)
  if (refused.length === 0) return
  await sql`
    insert into audit_refused (line_id, refused_at, reason)
    select id, ${now.toISOString()}::timestamptz, reason
    from unnest(${refused.map(({ id }) => id)}::uuid[], ${refused.map(({ reason }) => reason)}::text[])
      as t (id, reason)
    on conflict do nothing`.execute(tx)
}

/** The first line that the sealer refused. */
export async function refusals(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select line_id as id from audit_refused order by line_id limit 1`.execute(db)
  return rows.map((row) => row.id)
}

/** How many lines wait for their seal, and since when the oldest does. */
export async function length(db: Db): Promise<Queue> {
  const { rows } = await sql<Queue>`
    select count(*)::int as waiting, min(l.at) as since, ${exactly('min(l.at)')} as "sinceExactly"
    from audit_pending p left join audit_line l on l.id = p.line_id`.execute(db)
  return rows[0] ?? { waiting: 0, since: null, sinceExactly: null }
}

export interface Queue {
  waiting: number
  since: string | null
  sinceExactly: string | null
}
