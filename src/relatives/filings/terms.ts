import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import {
  insertTermForAll,
  type NewTerm,
  type SubjectKind,
  type Timetable,
  timetable
} from '../../terms/index.ts'
import '../tables.ts'

export const FILE = 'relative.file'
export const END = 'relative.end'

/** Begins the term within which filings are to be ended, for those of them where it does not run yet. */
export async function beginEndTerms(
  { tx }: Work,
  unitCode: string,
  startedOn: string,
  filings: readonly { id: string }[],
  pointer?: string
): Promise<void> {
  const ids = filings.map(({ id }) => id)
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::uuid[]) as wanted (id)
    where not exists (
      select from term
      where subject_kind = 'relative-filing' and subject_id = wanted.id and rule = ${END}
        and met_on is null)`.execute(tx)
  if (rows.length === 0) return
  const term = (await timetable(tx, unitCode)).begin(END, startedOn, pointer === undefined ? {} : { pointer })
  const records = rows.map(({ id }) => ({ id, unitCode }))
  await insertTermForAll(tx, term, 'relative-filing', records)
}

/** A filing, and the day on which a term of it begins; null or undefined where none does. */
interface Beginning {
  id: string
  /** The unit that acts for that of the filer. */
  acting: string
  startedOn: string | null | undefined
}

/**
 * Begins the terms of a rule for many filings: most of them share day and rules, so one statement serves all
 * with the same term. Gives the days on which they are due, by filing.
 */
export async function beginTerms(
  { tx }: Work,
  rule: string,
  filings: readonly Beginning[]
): Promise<Map<string, string>> {
  const tables = new Map<string, Timetable>()
  const alike = new Map<string, { term: NewTerm; records: { id: string; unitCode: string }[] }>()
  const due = new Map<string, string>()
  for (const { id, acting, startedOn } of filings) {
    if (startedOn == null) continue
    const times = tables.get(acting) ?? (await timetable(tx, acting))
    tables.set(acting, times)
    const term = times.begin(rule, startedOn)
    const key = JSON.stringify(term)
    const group = alike.get(key) ?? { term, records: [] }
    alike.set(key, group)
    group.records.push({ id, unitCode: acting })
    due.set(id, term.dueOn)
  }
  for (const { term, records } of alike.values()) {
    await insertTermForAll(tx, term, 'relative-filing', records)
  }
  return due
}

/** A filing keeps nothing of its terms, which are read with it. */
export const filingTerms: SubjectKind = {
  async lock({ tx }, ids) {
    await sql`select from relative_filing where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx, now }, ids) {
    await sql`update relative_filing set ${touched(now)} where id = any(${ids}::uuid[])`.execute(tx)
  }
}
