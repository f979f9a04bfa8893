import { type Bench, type Row, serve } from '../support/bench.ts'
import { bareJoin, longDatabase } from '../support/funds.ts'
import { checking, roundsOf } from '../support/operations.ts'
import { atMost, compared, type Line } from '../support/result.ts'

/** A roster of a million lines against payments of a million lines. */
export const fundsCheck: Row = { name: 'funds-check', measure }

async function measure(bench: Bench): Promise<Line[]> {
  const database = await longDatabase(bench)
  const [batch] = await bench.postgres.query<{ id: string }>(database, 'select id from disbursement')
  const server = await serve(bench, database)
  try {
    const body = { kind: 'payment', disbursementId: batch?.id }
    const check = await checking(server, '/v1/fund-checks', body)
    const { ours, other } = await roundsOf(bench, check, () => bench.postgres.query(database, bareJoin))
    const what = 'check of 1 M against 1 M lines, beside the bare join'
    const figure = { ours, other, otherName: 'join', unit: 's', bar: atMost(1.25) }
    return [compared({ row: fundsCheck.name, what, ...figure })]
  } finally {
    await server.stop()
  }
}
