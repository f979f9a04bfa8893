import { type RawBuilder, sql } from 'kysely'
import { prepared, written } from '../database/prepared.ts'
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
  await writing(tx, noteValues(key, placed))
}

/** What `notes` writes, by name: a column of each. The lines tell their paths. */
export function noteValues(key: AuditKey, lines: NewLine[]): Record<NoteName, unknown[]> {
  const details = lines.map((line) => JSON.stringify(line.details))
  const path = lines.map((line) => line.path ?? null)
  const mac = lines.map((line, n) =>
    key.sign(
      canonical({ ...line, at: exact(line.at), path: path[n] as null, detailsText: details[n] as string })
    )
  )
  const column = <K extends keyof NewLine>(name: K) => lines.map((line) => line[name])
  return {
    noteId: column('id'),
    noteAt: column('at'),
    noteSub: column('actorSub'),
    noteName: column('actorName'),
    noteUnit: column('actorUnit'),
    noteAction: column('action'),
    noteKind: column('subjectKind'),
    noteSubject: column('subjectId'),
    notePlace: column('unitCode'),
    notePath: path,
    noteRequest: column('requestId'),
    noteDetails: details,
    noteMac: mac
  }
}

export const noteNames = [
  'noteId',
  'noteAt',
  'noteSub',
  'noteName',
  'noteUnit',
  'noteAction',
  'noteKind'
].concat('noteSubject', 'notePlace', 'notePath', 'noteRequest', 'noteDetails', 'noteMac') as NoteName[]

type NoteName =
  | `note${'Id' | 'At' | 'Sub' | 'Name' | 'Unit' | 'Action' | 'Kind'}`
  | `note${'Subject' | 'Place' | 'Path' | 'Request' | 'Details' | 'Mac'}`

/** Lines, queue and events as `with` steps of a statement; `mark` stands for the values of `noteValues`. */
export function notes(mark: Record<NoteName, string>): RawBuilder<unknown> {
  return sql`
    line as (
      select * from unnest(
        ${mark.noteId}::uuid[], ${mark.noteAt}::timestamptz[], ${mark.noteSub}::text[],
        ${mark.noteName}::text[], ${mark.noteUnit}::text[], ${mark.noteAction}::text[],
        ${mark.noteKind}::text[], ${mark.noteSubject}::text[], ${mark.notePlace}::text[],
        ${mark.notePath}::text[],
        ${mark.noteRequest}::text[], ${mark.noteDetails}::text[], ${mark.noteMac}::text[]
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

const writing = prepared(noteNames, (_, mark) => written(sql`with ${notes(mark)} select`))

/** Each line's place in the tree at this moment. An auditor sees what happened below the unit at the time. */
async function placesOf(tx: Tx, lines: NewLine[]): Promise<(string | null)[]> {
  const unknown = [...new Set(lines.filter((line) => line.path === undefined).map((line) => line.unitCode))]
  if (unknown.length === 0) return lines.map((line) => line.path ?? null)
  const { rows } = await sql<{ code: string; path: string | null }>`
    select code, unit_path(code) as path from unnest(${unknown}::text[]) as t (code)`.execute(tx)
  const found = new Map(rows.map((row) => [row.code, row.path]))
  return lines.map((line) => line.path ?? found.get(line.unitCode) ?? null)
}
