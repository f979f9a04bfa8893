import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/connect.ts'
import { prepared, written } from '../database/prepared.ts'
import { present } from '../database/present.ts'
import type { AuditKey } from './key.ts'

export interface Entry {
  action: string
  subjectKind: string
  subjectId: string
  unitCode: string
  /** The place of the unit in the tree, where it is already known. */
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

/** The values that the code of a line covers: everything that is ever shown of a line. */
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
  const values = placed.map((line) => noteValues(key, line))
  if (values.length === 1) await writingOne(tx, present(values[0]))
  else await writingMany(tx, columnsOf(values))
}

/** The values that `note` writes for a line, by name. The line must have its path. */
export function noteValues(key: AuditKey, line: NewLine): NoteValues {
  const path = line.path ?? null
  const details = JSON.stringify(line.details)
  return {
    noteId: line.id,
    noteAt: line.at,
    noteSub: line.actorSub,
    noteName: line.actorName,
    noteUnit: line.actorUnit,
    noteAction: line.action,
    noteKind: line.subjectKind,
    noteSubject: line.subjectId,
    notePlace: line.unitCode,
    notePath: path,
    noteRequest: line.requestId,
    noteDetails: details,
    noteMac: key.sign(canonical({ ...line, at: exact(line.at), path, detailsText: details }))
  }
}

/** The same for several lines, as a column for each name. */
function columnsOf(lines: readonly NoteValues[]): Record<NoteName, unknown[]> {
  const columns = noteNames.map((name) => [name, lines.map((line) => line[name])])
  return Object.fromEntries(columns) as Record<NoteName, unknown[]>
}

export const noteNames = [
  'noteId',
  'noteAt',
  'noteSub',
  'noteName',
  'noteUnit',
  'noteAction',
  'noteKind',
  'noteSubject',
  'notePlace',
  'notePath',
  'noteRequest',
  'noteDetails',
  'noteMac'
] as const

type NoteName = (typeof noteNames)[number]

type NoteValues = Record<NoteName, string | null>
type Placeholders = Record<NoteName, string>

/**
 * One line, its place in the queue and its event as `with` steps of a statement; `value` has a placeholder
 * for each value of `noteValues`. One by one, since arrays of one value take longer to read than the values.
 */
export function note(value: Placeholders): RawBuilder<unknown> {
  const id = sql`${value.noteId}::uuid`
  const at = sql`${value.noteAt}::timestamptz`
  return sql`
    audited as (
      insert into audit_line (${cells})
      values (${id}, ${at}, ${value.noteSub}, ${value.noteName}, ${value.noteUnit}, ${value.noteAction},
        ${value.noteKind}, ${value.noteSubject}, ${value.notePlace}, ${value.notePath}, ${value.noteRequest},
        ${value.noteDetails}::json, ${value.noteMac})
    ), queued as (
      insert into audit_pending (line_id) values (${id})
    ), told as (
      insert into outbox_event (${event})
      values (${id}, ${at}, ${value.noteAction}, ${value.noteKind}, ${value.noteSubject}, ${value.notePlace},
        ${value.noteDetails}::json::jsonb)
    )`
}

/** The same for any number of lines; `value` has a placeholder for each column of values. */
function notes(value: Placeholders): RawBuilder<unknown> {
  return sql`
    line as (
      select * from unnest(
        ${value.noteId}::uuid[], ${value.noteAt}::timestamptz[], ${value.noteSub}::text[],
        ${value.noteName}::text[], ${value.noteUnit}::text[], ${value.noteAction}::text[],
        ${value.noteKind}::text[], ${value.noteSubject}::text[], ${value.notePlace}::text[],
        ${value.notePath}::text[],
        ${value.noteRequest}::text[], ${value.noteDetails}::text[], ${value.noteMac}::text[]
      ) as t (${cells})
    ), audited as (
      insert into audit_line (${cells})
      select id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id, unit_code, path,
        request_id, details::json, mac
      from line
    ), queued as (
      insert into audit_pending (line_id) select id from line
    ), told as (
      insert into outbox_event (${event})
      select id, at, action, subject_kind, subject_id, unit_code, details::jsonb from line
    )`
}

const cells = sql`
  id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id, unit_code, path, request_id,
  details, mac`

const event = sql`id, at, type, subject_kind, subject_id, unit_code, data`

const writingOne = prepared(noteNames, (_, value) => written(sql`with ${note(value)} select`))
const writingMany = prepared(noteNames, (_, value) => written(sql`with ${notes(value)} select`))

/** Each line's place in the tree at this moment. An auditor sees what happened below the unit at the time. */
async function placesOf(tx: Tx, lines: NewLine[]): Promise<(string | null)[]> {
  const unknown = [...new Set(lines.filter((line) => line.path === undefined).map((line) => line.unitCode))]
  if (unknown.length === 0) return lines.map((line) => line.path ?? null)
  const { rows } = await sql<{ code: string; path: string | null }>`
    select code, unit_path(code) as path from unnest(${unknown}::text[]) as t (code)`.execute(tx)
  const found = new Map(rows.map((row) => [row.code, row.path]))
  return lines.map((line) => line.path ?? found.get(line.unitCode) ?? null)
}
