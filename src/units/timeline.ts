import { type RawBuilder, sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { clauseNamed } from '../platform/errors/lawbook.ts'
import { after, PAGE, type Page, pageOf } from '../platform/http/lists/paging.ts'
import type { Chapter, Chronicle } from '../platform/work/chronicle.ts'
import type { TimelineEntry } from './schema.ts'

export interface Asked {
  from?: string
  to?: string
  limit?: number
  cursor?: string
}

interface Row {
  at: string
  kind: string
  /** The order of events at the same instant. */
  key: string
  id: string | null
  /** The summary of the record; for the unit itself, its former name or parent. */
  words: string | null
  /** Details of the step, for chapters that show them. */
  details: Record<string, unknown> | null
}

const order = [
  ['at', 'instant'],
  ['key', 'text']
] as const

/**
 * The events of a unit, oldest first: changes of the unit itself, and steps of records about it that the
 * actor may see. `chronicles` say which lines of the audit trail these are.
 */
export async function timeline(
  db: Db,
  actor: Actor,
  code: string,
  chronicles: readonly Chronicle[],
  { from, to, limit = PAGE, cursor }: Asked
): Promise<Page<TimelineEntry>> {
  const told = chronicles.filter(({ permission }) => may(actor, permission))
  const parts = [past(code), ...told.map((one) => steps(one, actor, code))]
  const { rows } = await sql<Row>`
    select at, kind, key, id, words, details from (${sql.join(parts, sql` union all `)}) as entry
    where ${after(cursor, order)}
      and ${from === undefined ? sql`true` : sql`at >= ${from}::date::timestamptz`}
      and ${to === undefined ? sql`true` : sql`at < (${to}::date + 1)::timestamptz`}
    order by at, key limit ${sql.lit(limit + 1)}`.execute(db)
  const chapters = Object.assign({}, ...told.map((one) => one.chapters)) as Record<string, Chapter>
  const page = pageOf(rows, limit, (row) => [row.at, row.key])
  return { ...page, items: page.items.map((row) => entry(row, chapters[row.kind])) }
}

/** Renamed, moved, retired. */
function past(code: string): RawBuilder<unknown> {
  return sql`
    select ended_at as at, 'unit.' || change as kind, lpad(version::text, 10, '0') as key, null::text as id,
      case change when 'moved' then coalesce(parent_code, ${sql.lit('无')}) else name end as words,
      null::json as details
    from unit_past where code = ${code}`
}

/** The steps of the records about the unit that a timeline shows. */
function steps({ chapters, about }: Chronicle, actor: Actor, code: string): RawBuilder<unknown> {
  const noted = Object.keys(chapters).filter((action) => chapters[action]?.noted !== undefined)
  return sql`
    select line.at, line.action as kind, line.id::text as key, line.subject_id as id, record.summary as words,
      case when line.action = any(${noted}::text[]) then line.details end as details
    from (${about(actor, code)}) as record
    join audit_line as line on line.subject_id = record.id::text
    where line.action = any(${Object.keys(chapters)}::text[])`
}

function entry({ at, kind, id, words, details }: Row, chapter: Chapter | undefined): TimelineEntry {
  if (chapter === undefined) return { at, kind, id, summary: ofUnit(kind, words ?? ''), clause: null }
  const noted = chapter.noted?.(details ?? {}) ?? {}
  const clauseId = noted.clause ?? chapter.clause
  const clause = clauseId === null ? null : clauseNamed(clauseId)
  return {
    at,
    kind,
    id,
    summary: `${chapter.zh}：${words}${noted.words ?? ''}`,
    ...(noted.missingAreas && { missingAreas: [...noted.missingAreas] }),
    clause: clause && { id: clause.id, text: clause.text }
  }
}

function ofUnit(kind: string, before: string): string {
  const summaries: Record<string, string> = {
    'unit.renamed': `更名，原名称为${before}`,
    'unit.moved': `划转，原上级单位为${before}`,
    'unit.retired': `撤销，撤销时名称为${before}`,
    'unit.end-corrected': `更正撤销日期或承接单位，单位名称为${before}`,
    'unit.reinstated': `撤回撤销，单位名称为${before}`
  }
  return summaries[kind] ?? '单位信息变更'
}
