import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../work.ts'
import type { AuditKey } from './key.ts'

export interface Entry {
  action: string
  subjectKind: string
  subjectId: string
  unitCode: string
  /** The unit's place in the tree, where it is at hand already. */
  path: string | undefined
  details: Record<string, unknown>
}

export interface NewLine extends Entry {
  id: string
  at: string
  actorSub: string
  actorName: string
  actorUnit: string
  requestId: string | null
}

/** What the code of a line covers. Anything that is shown of a line is in here. */
export interface Sealable {
  id: string
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
}

/** The text of a line that its code is computed over. `at` in UTC to the microsecond, as it is stored. */
export function canonical(line: Sealable): string {
  return JSON.stringify([
    line.id,
    line.at,
    line.actorSub,
    line.actorName,
    line.actorUnit,
    line.action,
    line.subjectKind,
    line.subjectId,
    line.unitCode,
    line.path,
    line.requestId,
    line.detailsText
  ])
}

/** An instant with milliseconds as PostgreSQL gives it back: with microseconds. */
export function exact(instant: string): string {
  return instant.replace(/Z$/, '000Z')
}

/** Audit lines, their place in the queue for the seal, and outbox events: one statement for any number. */
export async function write(tx: Tx, key: AuditKey, lines: NewLine[]): Promise<void> {
  if (lines.length === 0) return
  const paths = await placesOf(tx, lines)
  const placed = lines.map((line, n) => ({ ...line, path: paths[n] ?? undefined }))
  await sql`with ${notes(key, placed)} select`.execute(tx)
}

/** The same as `with` steps of a larger statement. The lines tell their paths. */
export function notes(key: AuditKey, lines: NewLine[]): RawBuilder<unknown> {
  const details = lines.map((line) => JSON.stringify(line.details))
  const macs = lines.map((line, n) =>
    key.sign(
      canonical({
        ...line,
        at: exact(line.at),
        path: line.path ?? null,
        detailsText: details[n] as string
      })
    )
  )
  const column = <K extends keyof NewLine>(name: K) => lines.map((line) => line[name])
  return sql`
    line as (
      select * from unnest(
        ${column('id')}::uuid[], ${column('at')}::timestamptz[], ${column('actorSub')}::text[],
        ${column('actorName')}::text[], ${column('actorUnit')}::text[], ${column('action')}::text[],
        ${column('subjectKind')}::text[], ${column('subjectId')}::text[], ${column('unitCode')}::text[],
        ${column('path')}::text[], ${column('requestId')}::text[], ${details}::text[], ${macs}::text[]
      ) as t (id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id, unit_code, path,
        request_id, details, mac)
    ), audited as (
      insert into audit_line (id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id,
        unit_code, path, request_id, details, mac)
      select id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id,
        unit_code, path, request_id, details::json, mac
      from line
    ), queued as (
      insert into audit_pending (line_id) select id from line
    ), told as (
      insert into outbox_event (id, at, type, subject_kind, subject_id, unit_code, data)
      select id, at, action, subject_kind, subject_id, unit_code, details::jsonb from line
    )`
}

/** Each line's place in the tree at this moment. An auditor sees what happened below the unit at the time. */
async function placesOf(tx: Tx, lines: NewLine[]): Promise<(string | null)[]> {
  const unknown = [...new Set(lines.filter((line) => line.path === undefined).map((line) => line.unitCode))]
  if (unknown.length === 0) return lines.map((line) => line.path ?? null)
  const { rows } = await sql<{ code: string; path: string | null }>`
    select code, unit_path(code) as path from unnest(${unknown}::text[]) as t (code)`.execute(tx)
  const found = new Map(rows.map((row) => [row.code, row.path]))
  return lines.map((line) => line.path ?? found.get(line.unitCode) ?? null)
}
