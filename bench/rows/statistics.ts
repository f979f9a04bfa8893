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
    const read = (path: string, accept?: string) => async () => {
      const answer = await fetch(server.url + path, { headers: { ...headers, ...(accept && { accept }) } })
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      await answer.text()
    }
    const count = () => bench.postgres.query(database, bare)
    // The first reading of a million records is that of the disk.
    await count()
    const figures = await roundsOf(bench, read(`/v1/statistics/${subject}?groupBy=unit`), count)
    const overview = await roundsOf(bench, read('/v1/statistics/overview'), count)
    const duties = await roundsOf(bench, read('/v1/compliance', 'text/csv'), count)
    const what = `figures of a million ${subject} by unit`
    const times = { ...figures, otherName: 'group by', unit: 's', bar: atMost(1.5) }
    const milliseconds = overview.ours.map((seconds) => seconds * 1000)
    return [
      compared({ row, what, ...times }),
      // The first answer is kept for its reader: its time is the first round that is printed.
      alone(
        row,
        `overview of a province with a million ${subject}, asked again`,
        milliseconds,
        atMost(300, 'ms')
      ),
      alone(row, `all duties of a province with a million ${subject}`, duties.ours, atMost(3, 's'))
    ]
  } finally {
    await server.stop()
  }
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
