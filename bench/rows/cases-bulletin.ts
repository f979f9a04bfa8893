import { type Bench, type Row, serve } from '../support/bench.ts'
import { caseDatabase } from '../support/cases.ts'
import { atMost, compared, type Line } from '../support/result.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** The figures of a province's year over a million cases, with terms, days of handling and the year before. */
export const casesBulletin: Row = { name: 'cases-bulletin', measure }

async function measure(bench: Bench): Promise<Line[]> {
  const { postgres, isQuick, say } = bench
  const database = await caseDatabase(bench)
  const server = await serve(bench, database)
  const [ours, bare]: [number[], number[]] = [[], []]
  try {
    const headers = { ...bearer(await tokenOf('22', 'caseworker')), 'content-type': 'application/json' }
    const today = Date.now()
    const day = (ago: number) => new Date(today - ago * 86_400_000).toISOString().slice(0, 10)
    const body = JSON.stringify({ withinCode: '22', from: day(364), to: day(0) })
    for (let round = 0; round < (isQuick ? 1 : 5); round++) {
      ours.push(
        await timed(async () => {
          const answer = await fetch(`${server.url}/v1/case-bulletins`, { method: 'POST', headers, body })
          if (answer.status !== 201)
            throw new Error(`the bulletin answered ${answer.status}: ${await answer.text()}`)
        })
      )
      bare.push(await timed(() => postgres.query(database, counting)))
      say(`ours ${ours.at(-1)?.toFixed(1)} s, bare ${bare.at(-1)?.toFixed(1)} s`)
    }
  } finally {
    await server.stop()
  }
  const row = casesBulletin.name
  const other = { other: bare, otherName: 'group by', unit: 's', bar: atMost(6) }
  return [compared({ row, what: 'bulletin of a province and a year', ours, ...other })]
}

/** One plain count of the same cases with their terms; the bulletin counts by seven things, for two periods. */
const counting = `
  select kind, category, state, count(*), count(*) filter (where overdue),
    percentile_cont(0.5) within group (order by concluded_on - received_at::date)
  from petition_case
  join (select subject_id, bool_or(coalesce(met_on, current_date) > due_on) as overdue from term
    where subject_kind = 'case' group by subject_id) term on subject_id = petition_case.id
  where within_1 = '22' group by kind, category, state`

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}
