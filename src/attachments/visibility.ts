import { type RawBuilder, sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import {
  mayRead,
  type RecordName,
  type VisibleKind,
  type VisibleRecords
} from '../platform/access/visible-records.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import type { EvidenceKinds } from '../platform/work/evidence.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import type { Subject } from './rules.ts'
import type { Found } from './store.ts'

/** The records that take files, and who may see them. */
export interface Subjects {
  evidence: EvidenceKinds
  records: VisibleRecords
}

/** Whether the actor may see an attachment: like its record, and without one only its uploader. */
export function isSeen(
  db: Db | Tx,
  { records }: Subjects,
  actor: Actor,
  { subject, createdBy, unitCode }: Pick<Found, 'subject' | 'createdBy' | 'unitCode'>
): Promise<boolean> {
  if (subject !== null) return mayRead(db, records, actor, subject)
  return Promise.resolve(createdBy === actor.sub && unitCode === actor.unitCode)
}

/** A record that takes files, as it is now; undefined if the actor may not see it. */
export async function subjectOf(
  db: Db | Tx,
  { evidence, records }: Subjects,
  actor: Actor,
  subject: RecordName
): Promise<Subject | undefined> {
  const kind = evidence[subject.kind]
  if (kind === undefined || !(await mayRead(db, records, actor, subject))) return undefined
  const { takes, drafts, permissions } = kind
  const { rows } = await sql<Pick<Subject, 'id' | 'unitCode' | 'path' | 'state' | 'units'>>`
    select id, unit_code as "unitCode", path, state, units from (${kind.records}) as record
    where id = ${subject.id}::uuid`.execute(db)
  const [found] = rows
  return found && { ...found, takes, drafts, permissions }
}

/** The same, after its row is locked: no step of the record passes this transaction. */
export async function lockSubject(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  subjects: Subjects,
  subject: RecordName
): Promise<Subject | undefined> {
  const kind = subjects.evidence[subject.kind]
  if (kind === undefined) return undefined
  await sql`select from ${sql.table(kind.table)} where id = ${subject.id}::uuid for share`.execute(tx)
  return subjectOf(tx, subjects, actor, subject)
}

/** Who sees attachments, for kept answers. `subjects` is called later: it names this kind itself. */
export function visibleKind(subjects: () => Subjects): VisibleKind {
  return {
    permission: 'attachments:read',
    seen: (actor) => sql`select attachment.id from attachment where ${seenBy(subjects(), actor)}`
  }
}

function seenBy({ evidence, records }: Subjects, actor: Actor): RawBuilder<boolean> {
  const own = sql`attachment.subject_kind is null and attachment.created_by = ${actor.sub}
    and attachment.unit_code = ${actor.unitCode}`
  const others = Object.keys(evidence).flatMap((kind) => {
    const visible = records[kind]
    if (visible === undefined || !may(actor, visible.permission)) return []
    return [
      sql`attachment.subject_kind = ${kind} and exists (
        select from (${visible.seen(actor)}) as subject where subject.id = attachment.subject_id)`
    ]
  })
  return sql<boolean>`(${sql.join([own, ...others], sql` or `)})`
}
