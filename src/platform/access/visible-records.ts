import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import type { Db, Tx } from '../database/connect.ts'
import { may, type Permission } from './permissions.ts'

/** Who sees the records of one kind, as their room defines it. */
export interface VisibleKind {
  /** Needed to read records of the kind. */
  permission: Permission
  /** The records that the actor may see, as `select id`: uuid; with `isCoded` text. */
  seen(actor: Actor): RawBuilder<unknown>
  /** The records that a secrecy rule hides from the actor, wherever they are; as `select id`. */
  hidden?(actor: Actor): RawBuilder<unknown>
  /** The records have codes instead of ids. */
  isCoded?: boolean
}

/** By the kind under which the audit trail names a record. A kind that is not listed is visible to nobody. */
export type VisibleRecords = Readonly<Record<string, VisibleKind>>

/** A record: its kind, and its identifier or code. */
export interface RecordName {
  kind: string
  id: string
}

/** The records that somebody sees, and those hidden from them, each named `kind/id`. */
export interface Knowledge {
  seen: Set<string>
  hidden: Set<string>
}

/**
 * Which of these records the actor sees, and which are hidden from them. An identifier in `ids` is looked up
 * in every kind of record. One statement, whatever the number of kinds.
 */
export async function knowledgeOf(
  db: Db | Tx,
  records: VisibleRecords,
  actor: Actor,
  { ids, coded }: { ids: readonly string[]; coded: readonly RecordName[] }
): Promise<Knowledge> {
  const parts = Object.entries(records).flatMap(([kind, { seen, hidden, isCoded = false }]) => {
    const codes = coded.filter((one) => one.kind === kind).map(({ id }) => id)
    if (isCoded && codes.length === 0) return []
    const among = isCoded ? sql`any(${codes}::text[])` : sql`any(${ids}::uuid[])`
    return [
      part(kind, 'seen', seen(actor), among),
      ...(hidden === undefined ? [] : [part(kind, 'hidden', hidden(actor), among)])
    ]
  })
  if (parts.length === 0) return { seen: new Set(), hidden: new Set() }
  const { rows } = await sql<{ name: string; part: keyof Knowledge }>`
    ${sql.join(parts, sql` union all `)}`.execute(db)
  const named = (wanted: keyof Knowledge) =>
    new Set(rows.filter((row) => row.part === wanted).map(({ name }) => name))
  return { seen: named('seen'), hidden: named('hidden') }
}

/** Whether the actor may read a record: by permission, scope and secrecy. */
export async function mayRead(
  db: Db | Tx,
  records: VisibleRecords,
  actor: Actor,
  record: RecordName
): Promise<boolean> {
  const kind = records[record.kind]
  if (kind === undefined || !may(actor, kind.permission)) return false
  const ids = kind.isCoded ? [] : [record.id]
  const { seen } = await knowledgeOf(db, { [record.kind]: kind }, actor, { ids, coded: [record] })
  return seen.has(nameOf(record))
}

function part(kind: string, name: keyof Knowledge, all: RawBuilder<unknown>, among: RawBuilder<unknown>) {
  return sql`
    select ${sql.lit(kind)} || '/' || id::text as name, ${sql.lit(name)} as part
    from (${all}) as ${sql.ref(`${name}_${kind.replaceAll('-', '_')}`)} where id = ${among}`
}

export function nameOf({ kind, id }: RecordName): string {
  return `${kind}/${id}`
}
