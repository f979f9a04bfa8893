import { type Bench, type Row, serve } from '../support/bench.ts'
import { caseDatabase } from '../support/cases.ts'
import { findingDatabase } from '../support/findings.ts'
import { roundsOf } from '../support/operations.ts'
import { alone, atMost, compared, type Line } from '../support/result.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/**
 * Figures of a province by unit over a million records, compared with one plain count; the overview of the
 * province, and all duties of its 13,015 units.
 */
export const statistics: Row = { name: 'statistics', measure }

const row = statistics.name

async function measure(bench: Bench): Promise<Line[]> {
  const findings = await byUnit(bench, await findingDatabase(bench), 'findings', bareFindings)
  return [...findings, ...(await byUnit(bench, await caseDatabase(bench), 'cases', bareCases))]
}

async function byUnit(bench: Bench, database: string, subject: string, bare: string): Promise<Line[]> {
  const server = await serve(bench, database)
  try {
    const headers = bearer(await tokenOf('22', 'viewer,leader'))
    const read = (path: string, accept?: string, cache?: string) => async () => {
      const more = { ...(accept && { accept }), ...(cache && { 'cache-control': cache }) }
      const answer = await fetch(server.url + path, { headers: { ...headers, ...more } })
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      await answer.text()
    }
    const count = () => bench.postgres.query(database, bare)
    // The first reading of a million records is that of the disk.
    await count()
    const figures = await roundsOf(bench, read(`/v1/statistics/${subject}?groupBy=unit`), count)
    const again = await roundsOf(bench, read('/v1/statistics/overview', undefined, 'no-cache'), count)
    await countedAhead(bench, database)
    const overview = await roundsOf(bench, read('/v1/statistics/overview'), count)
    const duties = await roundsOf(bench, read('/v1/compliance', 'text/csv'), count)
    const what = `figures of a million ${subject} by unit`
    const times = { ...figures, otherName: 'group by', unit: 's', bar: atMost(1.5) }
    const milliseconds = overview.ours.map((seconds) => seconds * 1000)
    const page = `overview of a province with a million ${subject}`
    return [
      compared({ row, what, ...times }),
      alone(row, page, milliseconds, atMost(300, 'ms')),
      alone(row, `${page}, both years counted now`, again.ours, atMost(6, 's')),
      alone(row, `all duties of a province with a million ${subject}`, duties.ours, atMost(3, 's'))
    ]
  } finally {
    await server.stop()
  }
}

/** Waits until the service has counted its provinces and cities for the day, as it does every night. */
async function countedAhead({ postgres }: Bench, database: string): Promise<void> {
  const open = `
    select from unit where level in ('province', 'city')
      and not exists (select from figures_ahead where unit_code = code and day >= current_date)`
  const wait = () => new Promise((done) => setTimeout(done, 1000))
  while ((await postgres.query(database, open)).length > 0) await wait()
  // The last one was taken, and may still be counted.
  const busy = `select from pg_stat_activity where state = 'active' and query like '%planned again%'
    and pid <> pg_backend_pid()`
  while ((await postgres.query(database, busy)).length > 0) await wait()
}

const year = `date_trunc('year', now() - interval '1 day')`

/** The same figures by hand. */
const bareFindings = `
  select split_part(target_path, '.', 2), count(*), count(*) filter (where due_on < current_date),
    count(*) filter (where state = 'accepted'), count(repeats)
  from finding where within_1 = '22' and created_at >= ${year} and created_at < current_date group by 1`

const bareCases = `
  select split_part(path, '.', 2), count(*), count(concluded_on), count(*) filter (where next_due_on < current_date)
  from petition_case where within_1 = '22' and received_at >= ${year} and received_at < current_date group by 1`
