import { type Bench, type Row, serve } from '../support/bench.ts'
import { checking, roundsOf } from '../support/operations.ts'
import { bareJoin, PERIOD, relativesDatabase, sameFound } from '../support/relatives.ts'
import { atMost, compared, type Line } from '../support/result.ts'

/** 5,000 ties of the filers of a county against its roster of 30,000 lines and 60,000 members. */
export const relativesCheck: Row = { name: 'relatives-check', measure }

async function measure(bench: Bench): Promise<Line[]> {
  const database = await relativesDatabase(bench)
  const server = await serve(bench, database)
  try {
    const body = { unitCode: '220102', programme: 'bench', period: PERIOD }
    const inspector = { unit: '2201', roles: 'inspector' }
    const check = await checking(server, '/v1/relative-checks', body, inspector)
    // A check takes a quarter of a second: the first one would measure the start of the service.
    await check()
    const [found] = await bench.postgres.query<{ same: boolean }>(database, sameFound)
    if (found?.same !== true) throw new Error('the check and the bare join find different exceptions')
    const { ours, other } = await roundsOf(bench, check, () => bench.postgres.query(database, bareJoin))
    const what = 'check of 5,000 ties against 90,000 people, beside the bare join'
    const figure = { ours, other, otherName: 'join', unit: 's', bar: atMost(1.5) }
    return [compared({ row: relativesCheck.name, what, ...figure })]
  } finally {
    await server.stop()
  }
}
