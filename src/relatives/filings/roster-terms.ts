import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import { addDays, addMonths } from '../../platform/values/days.ts'
import type { Work } from '../../platform/work/work.ts'
import { termsOf, withdrawTermsForAll } from '../../terms/index.ts'
import '../tables.ts'
import { beginTerms, END } from './terms.ts'

/** The filings to look at: those that a roster concerns, or one. */
type Concerned = { disbursementId: string } | { filingId: string }

interface Standing {
  id: string
  unitCode: string
  path: string
  /** The unit that acts for that of the filer. */
  acting: string
  /** Whether the household is on the latest roster of a unit that pays for its village. */
  isThere: boolean
  /** First day of the last month since the filing in which the household is on a roster; null for none. */
  lastMonth: string | null
}

/**
 * Begins the term for ending the filings of households that were on a roster and are on the latest one no
 * more, from the last day of their last month. Takes it back where a replaced or later roster has the
 * household again. It goes by the rosters as they stand, so the order of the events does not matter. A filer
 * who has left has a term from the departure, which stays.
 */
export async function settleRosterTerms(work: Work, concerned: Concerned): Promise<void> {
  const { tx, now } = work
  const filings = await standingsOf(work, concerned)
  if (filings.length === 0) return
  const terms = await termsOf(
    tx,
    'relative-filing',
    filings.map(({ id }) => id)
  )
  const wanted = filings.map((one) => {
    const running = terms.get(one.id)?.find(({ rule, metOn }) => rule === END && metOn === null)
    return { ...one, startedOn: endsFrom(one), runsFrom: running?.startedOn ?? null }
  })
  const changed = wanted.filter(
    ({ startedOn, runsFrom }) => startedOn !== undefined && startedOn !== runsFrom
  )
  if (changed.length === 0) return
  const ids = changed.map(({ id }) => id)
  await withdrawTermsForAll(tx, 'relative-filing', ids, [END])
  const begun = await beginTerms(work, END, changed)
  await sql`update relative_filing set ${touched(now)} where id = any(${ids}::uuid[])`.execute(tx)
  for (const { id, unitCode, path, startedOn } of changed) {
    const dueOn = begun.get(id)
    if (startedOn === null) work.record('relative-filing.household-back', { id, unitCode, path })
    else if (startedOn !== undefined && dueOn !== undefined) {
      work.record('relative-filing.household-left', { id, unitCode, path }, { startedOn, dueOn })
    }
  }
}

/** The day from which the filing is to be ended; null for none, undefined where rosters do not say. */
function endsFrom({ isThere, lastMonth }: Standing): string | null | undefined {
  if (isThere) return null
  return lastMonth === null ? undefined : addDays(addMonths(lastMonth, 1), -1)
}

/** Locks the filings in force, and says where their households stand. */
async function standingsOf({ tx }: Work, concerned: Concerned): Promise<Standing[]> {
  const isConcerned =
    'filingId' in concerned
      ? sql`filing.id = ${concerned.filingId}::uuid`
      : sql`exists (
        select from disbursement as batch where batch.id = ${concerned.disbursementId}::uuid
          and batch.programme_id = filing.programme_id
          and (filing.target_path = batch.path or filing.target_path like batch.path || '.%'))`
  const { rows } = await sql<Standing>`
    with concerned as materialized (
      select filing.id, filing.unit_code, filing.path, filing.programme_id, filing.recipient_no,
        filing.target_path, date_trunc('month', filing.filed_on::timestamp)::date as since
      from relative_filing as filing
      where ${isConcerned} and filing.state <> 'ended' and filing.in_post
      order by filing.id for update
    ), by_payer as (
      select concerned.id, batch.unit_code, max(batch.period) as latest,
        max(batch.period) filter (where exists (
          select from roster_line as line where line.period = batch.period
            and line.upload_id = batch.roster_upload_id
            and line.recipient_no = concerned.recipient_no)) as last
      from concerned join disbursement as batch on batch.programme_id = concerned.programme_id
        and batch.unit_code = any(string_to_array(concerned.target_path, '.'))
        and batch.roster_upload_id is not null and batch.period >= concerned.since
      group by concerned.id, batch.unit_code
    )
    select concerned.id, concerned.unit_code as "unitCode", concerned.path,
      unit_acting(concerned.unit_code) as acting, coalesce(bool_or(last = latest), false) as "isThere",
      max(last)::text as "lastMonth"
    from concerned join by_payer using (id)
    group by concerned.id, concerned.unit_code, concerned.path order by concerned.id`.execute(tx)
  return rows
}
