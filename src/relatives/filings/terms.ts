import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import { insertTermForAll, type SubjectKind, timetable } from '../../terms/index.ts'
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

/** A filing keeps nothing of its terms, which are read with it. */
export const filingTerms: SubjectKind = {
  async lock({ tx }, ids) {
    await sql`select from relative_filing where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  },
  async recounted({ tx, now }, ids) {
    await sql`update relative_filing set ${touched(now)} where id = any(${ids}::uuid[])`.execute(tx)
  }
}
