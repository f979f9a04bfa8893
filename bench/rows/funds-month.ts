import { type Bench, type Row, serve } from '../support/bench.ts'
import { bareJoin, monthDatabase, PERIOD } from '../support/funds.ts'
import { checking, roundsOf } from '../support/operations.ts'
import { atMost, compared, type Line } from '../support/result.ts'

/** A province's month: 8,000 batches of 60 lines, checked in one run. */
export const fundsMonth: Row = { name: 'funds-month', measure }

async function measure(bench: Bench): Promise<Line[]> {
  const database = await monthDatabase(bench)
  const server = await serve(bench, database)
  try {
    const run = await checking(server, '/v1/fund-checks/run', { withinCode: '22', period: PERIOD })
    const { ours, other } = await roundsOf(bench, run, () => bench.postgres.query(database, bareJoin))
    const what = 'month of a province, 8,000 batches of 60 lines, beside the bare join'
    // A run also looks for double rosters, and writes 8,000 checks with their hashes, audit lines and events.
    const figure = { ours, other, otherName: 'join', unit: 's', bar: atMost(8) }
    return [compared({ row: fundsMonth.name, what, ...figure })]
  } finally {
    await server.stop()
  }
}
