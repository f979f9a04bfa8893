import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { after } from '../platform/http/lists/paging.ts'
import type { Tx } from '../platform/work/work.ts'
import { type Citables, seenBy } from './citable.ts'
import type { Cause, CitedRecord } from './schema.ts'
import type { CauseKind } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    cause_link: {
      consequence_kind: CauseKind
      consequence_id: string
      position: number
      cause_kind: CauseKind
      cause_id: string
    }
  }
}

/** Which of these records the actor sees. */
export async function seen(
  db: Db | Tx,
  citables: Citables,
  actor: Actor,
  wanted: readonly Cause[]
): Promise<Cause[]> {
  const { rows } = await sql<Cause>`
    select kind, id from (${seenBy(citables, actor)}) as record
    where (kind, id) in (
      select * from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ id }) => id)}::uuid[]))
  `.execute(db)
  return rows
}

export async function link(
  tx: Tx,
  citations: readonly { consequence: Cause; causes: readonly Cause[] }[]
): Promise<void> {
  const rows = citations.flatMap(({ consequence, causes }) =>
    causes.map(({ kind, id }, n) => ({
      consequence_kind: consequence.kind,
      consequence_id: consequence.id,
      position: n + 1,
      cause_kind: kind,
      cause_id: id
    }))
  )
  await tx.insertInto('cause_link').values(rows).execute()
}

export async function unlink(tx: Tx, consequence: Cause): Promise<void> {
  await tx.deleteFrom('cause_link').where('consequence_id', '=', consequence.id).execute()
}

/** The fields of a cited record, of all that the actor may see. */
const cited = [
  sql<CauseKind>`record.kind`.as('kind'),
  sql<string>`record.id`.as('id'),
  sql<string>`record.unit_code`.as('unitCode'),
  sql<string>`record."on"`.as('on'),
  sql<string | null>`record.state`.as('state'),
  sql<string>`record.summary`.as('summary')
] as const

/** The causes of records that the actor may see, by the id of the record that rests on them. */
export async function of(
  db: Db | Tx,
  citables: Citables,
  actor: Actor,
  ids: readonly string[]
): Promise<Map<string, CitedRecord[]>> {
  const rows = await db
    .selectFrom('cause_link as link')
    .innerJoin(sql<Seen>`(${seenBy(citables, actor)})`.as('record'), (join) =>
      join.onRef('record.id', '=', 'link.cause_id').onRef('record.kind', '=', 'link.cause_kind')
    )
    .select(cited)
    .select('link.consequence_id as consequenceId')
    .where('link.consequence_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('link.consequence_id')
    .orderBy('link.position')
    .execute()
  const grouped = Map.groupBy(rows, ({ consequenceId }) => consequenceId)
  return new Map([...grouped].map(([id, list]) => [id, list.map(({ consequenceId: _, ...one }) => one)]))
}

/** The causes of a record, also those that no caller may see: for the service itself. */
export async function behind(tx: Tx, kind: CauseKind, id: string): Promise<Cause[]> {
  return tx
    .selectFrom('cause_link')
    .select(['cause_kind as kind', 'cause_id as id'])
    .where('consequence_kind', '=', kind)
    .where('consequence_id', '=', id)
    .orderBy('position')
    .execute()
}

/**
 * Whether the record whose id is in `column` has a cause of a kind that the actor may see. A hidden cause
 * does not show its kind either.
 */
export function restsOn(
  citables: Citables,
  actor: Actor,
  kind: CauseKind,
  column: string
): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from cause_link as link
    join (${seenBy({ [kind]: citables[kind] }, actor)}) as record on record.id = link.cause_id
    where link.consequence_id = ${sql.ref(column)} and link.cause_kind = ${kind})`
}

const order = [['record.id', 'uuid']] as const

/** The consequences of a record that the actor may see; by id, so the oldest first. */
export function following(db: Db, citables: Citables, actor: Actor, id: string, cursor?: string) {
  return consequences(db, citables, actor, id)
    .innerJoin('unit', 'unit.code', 'record.unit_code')
    .select(cited)
    .select('unit.name as unitName')
    .where(after(cursor, order))
    .orderBy('record.id')
}

export function countFollowing(db: Db, citables: Citables, actor: Actor, id: string) {
  return consequences(db, citables, actor, id)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
}

interface Seen {
  kind: CauseKind
  id: string
  unit_code: string
  on: string
  state: string | null
  summary: string
}

function consequences(db: Db, citables: Citables, actor: Actor, id: string) {
  return db
    .selectFrom('cause_link as link')
    .innerJoin(sql<Seen>`(${seenBy(citables, actor)})`.as('record'), (join) =>
      join.onRef('record.id', '=', 'link.consequence_id').onRef('record.kind', '=', 'link.consequence_kind')
    )
    .where('link.cause_id', '=', id)
}
